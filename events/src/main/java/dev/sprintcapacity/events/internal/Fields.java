package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventFormatException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes known fields out of a JSON object: each must be there with its type; all others are left
 * alone. Messages name the field and, for ids and dates, the value.
 */
public final class Fields {
  /** Length of {@code 2025-11-27}: keeps out the longer forms {@link LocalDate#parse} knows. */
  private static final int DATE_LENGTH = 10;

  private final String path;
  private final Map<?, ?> members;

  private Fields(String path, Map<?, ?> members) {
    this.path = path;
    this.members = members;
  }

  /**
   * The fields of a whole document.
   *
   * @param document what {@link JsonDocument#read} returned
   * @return its fields
   */
  public static Fields of(Map<String, Object> document) {
    return new Fields("", document);
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
      throw path.isEmpty() ? e : new EventFormatException(path + ": " + e.getMessage(), e);
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
    return members.containsKey(name) ? text(name) : null;
  }

  /**
   * A number.
   *
   * @param name the field
   * @return its value
   */
  public BigDecimal number(String name) {
    return taken(name, BigDecimal.class, "a number");
  }

  /**
   * A whole number.
   *
   * @param name the field
   * @return its value
   */
  public int integer(String name) {
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
      if (text.length() == DATE_LENGTH) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
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
    return new Fields(name, taken(name, Map.class, "an object"));
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
      String place = "%s[%d]".formatted(name, objects.size());
      objects.add(new Fields(place, typed(place, item, Map.class, "an object")));
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
      texts.add(typed("%s[%d]".formatted(name, texts.size()), item, String.class, "text"));
    }
    return texts;
  }

  private <T> T taken(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value == null) {
      throw new EventFormatException(name + " is missing");
    }
    return typed(name, value, type, expected);
  }

  private static <T> T typed(String place, Object value, Class<T> type, String expected) {
    if (!type.isInstance(value)) {
      throw new EventFormatException(
          "%s must be %s, but is %s".formatted(place, expected, kindOf(value)));
    }
    return type.cast(value);
  }

  private static String kindOf(Object value) {
    return switch (value) {
      case String text -> "text";
      case BigDecimal number -> "a number";
      case Boolean truth -> "true or false";
      case Map<?, ?> object -> "an object";
      case List<?> list -> "a list";
      default -> "null";
    };
  }

  private static String dateExpectation(String name, String text) {
    return "%s must be a date like 2025-11-27, but is %s".formatted(name, Checks.shortened(text));
  }
}
