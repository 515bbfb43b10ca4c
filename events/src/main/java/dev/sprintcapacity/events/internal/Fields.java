package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventFormatException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes known fields out of a JSON object: each must be there with its type; all others are left
 * alone. Messages name the field and, for ids and dates, the value.
 */
public final class Fields {
  /** No item of a list. */
  private static final int NO_INDEX = -1;

  private final String name;
  private final int index;
  private final Members members;

  private Fields(String name, int index, Members members) {
    this.name = name;
    this.index = index;
    this.members = members;
  }

  /**
   * The fields of a whole document.
   *
   * @param utf8 the bytes of one JSON object
   * @return its fields
   * @throws EventFormatException where the bytes are something else; the message never quotes them
   */
  public static Fields of(byte[] utf8) {
    return new Fields("", NO_INDEX, JsonDocument.read(utf8));
  }

  /**
   * Makes a value of these fields; what is wrong with it is reported with the place.
   *
   * @param making reads fields and builds the value
   * @param <T> the type of the value
   * @return the value
   * @throws EventFormatException where a field is missing or wrong
   */
  public <T> T make(Supplier<T> making) {
    try {
      return making.get();
    } catch (EventFormatException e) {
      throw name.isEmpty()
          ? e
          : new EventFormatException(place(name, index) + ": " + e.getMessage(), e);
    }
  }

  /**
   * A text.
   *
   * @param name the field
   * @return its value
   */
  public String text(String name) {
    return taken(name, String.class, "text");
  }

  /**
   * A text that may be absent, but not null.
   *
   * @param name the field
   * @return its value, or null where the field is absent
   */
  public @Nullable String textIfPresent(String name) {
    return members.get(name) == null ? null : text(name);
  }

  /**
   * A number.
   *
   * @param name the field
   * @return its value
   */
  public BigDecimal number(String name) {
    Object value = members.get(name);
    return value instanceof Integer integer
        ? BigDecimal.valueOf(integer)
        : taken(name, BigDecimal.class, "a number");
  }

  /**
   * A whole number.
   *
   * @param name the field
   * @return its value
   */
  public int integer(String name) {
    if (members.get(name) instanceof Integer integer) {
      return integer;
    }
    BigDecimal number = number(name);
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new EventFormatException(
          "%s must be a whole number, but is %s".formatted(name, number), e);
    }
  }

  /**
   * A date.
   *
   * @param name the field
   * @return its value
   */
  public LocalDate date(String name) {
    String text = text(name);
    try {
      if (text.length() == Digits.DATE_LENGTH) {
        return Digits.date(text);
      }
    } catch (DateTimeException e) {
      throw new EventFormatException(dateExpectation(name, text), e);
    }
    throw new EventFormatException(dateExpectation(name, text));
  }

  /**
   * An object.
   *
   * @param name the field
   * @return its fields
   */
  public Fields object(String name) {
    return new Fields(name, NO_INDEX, taken(name, Members.class, "an object"));
  }

  /**
   * A list of objects.
   *
   * @param name the field
   * @return the fields of each item
   */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Object item : taken(name, List.class, "a list")) {
      int at = objects.size();
      objects.add(new Fields(name, at, typed(name, at, item, Members.class, "an object")));
    }
    return objects;
  }

  /**
   * A list of texts.
   *
   * @param name the field
   * @return the texts
   */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : taken(name, List.class, "a list")) {
      texts.add(typed(name, texts.size(), item, String.class, "text"));
    }
    return texts;
  }

  /**
   * How many members the object has, with those of all objects inside.
   *
   * @return the count
   */
  public int members() {
    return members.total();
  }

  private static String place(String name, int index) {
    return index == NO_INDEX ? name : name + '[' + index + ']';
  }

  private <T> T taken(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value == null) {
      throw new EventFormatException(name + " is missing");
    }
    return typed(name, NO_INDEX, value, type, expected);
  }

  private static <T> T typed(String name, int index, Object value, Class<T> type, String expected) {
    if (!type.isInstance(value)) {
      throw new EventFormatException(
          "%s must be %s, but is %s".formatted(place(name, index), expected, kindOf(value)));
    }
    return type.cast(value);
  }

  private static String kindOf(Object value) {
    return switch (value) {
      case String text -> "text";
      case Number number -> "a number";
      case Boolean truth -> "true or false";
      case Members object -> "an object";
      case List<?> list -> "a list";
      default -> "null";
    };
  }

  private static String dateExpectation(String name, String text) {
    return "%s must be a date like 2025-11-27, but is %s".formatted(name, Checks.shortened(text));
  }
}
