package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.text.IdentifierRule;
import dev.sprintcapacity.domain.text.TextRule;
import dev.sprintcapacity.service.http.body.JsonValue.JsonArray;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNumber;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.JsonValue.JsonText;
import dev.sprintcapacity.service.http.body.JsonValue.JsonTruth;
import dev.sprintcapacity.settings.NearestName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of a document, read field by field. A getter that finds a problem notes it and answers
 * null, so that all problems of a document come out together; what is null for that reason is never
 * used, because a document with problems makes no input.
 */
final class ObjectFields {

  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final String REQUIRED = "is required";

  /** More than any whole number of 64 bits has. */
  private static final int MAX_DIGITS = 20;

  private final JsonObject object;
  private final String path;
  private final Violations violations;

  ObjectFields(JsonObject object, String path, Violations violations) {
    this.object = object;
    this.path = path;
    this.violations = violations;
  }

  private String path(String name) {
    return JsonPath.field(path, name);
  }

  /** Notes a problem at any place of the document. */
  void problemAt(String anyPath, String message) {
    violations.add(anyPath, message);
  }

  private void problem(String name, String message) {
    violations.add(path(name), message, object.fields().getOrDefault(name, JsonNull.NULL));
  }

  /** Notes every field that is neither read nor ignored, with the name that was probably meant. */
  void refuseUnknown(List<String> known, List<String> ignored) {
    for (String name : object.fields().keySet()) {
      if (!known.contains(name) && !ignored.contains(name)) {
        violations.add(
            path(name),
            NearestName.of(name, known)
                .map(near -> "is not a known field; did you mean %s?".formatted(near))
                .orElseGet(() -> "is not a known field; known are " + String.join(", ", known)));
      }
    }
  }

  /** A line of text that must be there, without the white space around it. */
  @Nullable String requiredLine(String name, int maxCodePoints) {
    return requiredText(name, text -> TextRule.problemIn(text, maxCodePoints));
  }

  /** A line of text; null where it is absent. */
  @Nullable String optionalLine(String name, int maxCodePoints) {
    return checkedText(name, text -> TextRule.problemIn(text, maxCodePoints));
  }

  /** A text under any rule that must be there. */
  @Nullable String requiredText(String name, Function<String, Optional<String>> rule) {
    return required(name, checkedText(name, rule));
  }

  /** A text under any rule; null where it is absent. */
  @Nullable String checkedText(String name, Function<String, Optional<String>> rule) {
    String text = text(name);
    return text == null || hasProblem(name, rule.apply(text)) ? null : text.strip();
  }

  /** An identifier; null where it is absent. */
  @Nullable String identifier(String name) {
    return checkedText(name, IdentifierRule::problemIn);
  }

  /** A date that must be there. */
  @Nullable LocalDate requiredDate(String name) {
    String text = required(name, text(name));
    if (text == null) {
      return null;
    }
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      problem(name, "must be a date written as YYYY-MM-DD");
      return null;
    }
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)));
      return hasProblem(name, DateRange.problemIn(date)) ? null : date;
    } catch (DateTimeException e) {
      problem(name, "is not a day of the calendar");
      return null;
    }
  }

  /** A percentage; null where it is absent. */
  @Nullable Percentage percentage(String name) {
    return switch (value(name)) {
      case JsonNull absent -> null;
      case JsonNumber number ->
          hasProblem(name, Percentage.problemIn(number.number()))
              ? null
              : Percentage.of(number.number());
      case JsonValue other -> {
        wrongKind(name, "a number from 0 to 100", other);
        yield null;
      }
    };
  }

  /** True or false, which must be there. */
  @Nullable Boolean requiredTruth(String name) {
    noteMissing(name);
    return switch (value(name)) {
      case JsonTruth truth -> truth.truth();
      case JsonNull absent -> null;
      case JsonValue other -> {
        wrongKind(name, "true or false", other);
        yield null;
      }
    };
  }

  /** A whole number from 0 on that must be there. */
  @Nullable Long requiredWholeNumber(String name, long max) {
    noteMissing(name);
    return switch (value(name)) {
      case JsonNumber number when isWhole(number.number(), max) -> number.number().longValue();
      case JsonNull absent -> null;
      case JsonValue other -> {
        problem(name, "must be a whole number from 0 to %d".formatted(max));
        yield null;
      }
    };
  }

  private static boolean isWhole(BigDecimal number, long max) {
    // a large exponent is refused before it is written out
    return number.signum() >= 0
        && number.precision() - number.scale() <= MAX_DIGITS
        && number.scale() <= MAX_DIGITS
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  /** An object under a name; null where it is absent. */
  <T> @Nullable T object(String name, String what, Function<ObjectFields, @Nullable T> reader) {
    JsonValue value = value(name);
    return value == JsonNull.NULL ? null : item(value, path(name), what, reader);
  }

  /** Notes where a field is missing that another one asks for, or there without being asked for. */
  void onlyWith(String name, boolean wanted, String asker) {
    boolean there = value(name) != JsonNull.NULL;
    if (wanted && !there) {
      violations.add(path(name), "is required with " + asker);
    } else if (!wanted && there) {
      violations.add(path(name), "belongs to %s only: leave it out".formatted(asker));
    }
  }

  /** The readable items of a list of objects with their places; empty where it is absent. */
  <T> List<Item<T>> objects(
      String name, int maxItems, String what, Function<ObjectFields, @Nullable T> reader) {
    List<Item<T>> items = new ArrayList<>();
    switch (value(name)) {
      case JsonNull absent -> {}
      case JsonArray array when array.items().size() > maxItems ->
          violations.add(
              path(name),
              "must have at most %d items, but has %d".formatted(maxItems, array.items().size()));
      case JsonArray array -> {
        for (int i = 0; i < array.items().size(); i++) {
          String itemPath = JsonPath.item(path(name), i);
          T item = item(array.items().get(i), itemPath, what, reader);
          if (item != null) {
            items.add(new Item<>(itemPath, item));
          }
        }
      }
      case JsonValue other -> wrongKind(name, "a list of %s objects".formatted(what), other);
    }
    return items;
  }

  private <T> @Nullable T item(
      JsonValue value, String itemPath, String what, Function<ObjectFields, @Nullable T> reader) {
    if (value instanceof JsonObject itemObject) {
      return reader.apply(new ObjectFields(itemObject, itemPath, violations));
    }
    violations.add(itemPath, "must be a %s object, but is %s".formatted(what, value.kind()), value);
    return null;
  }

  private @Nullable String text(String name) {
    return switch (value(name)) {
      case JsonNull absent -> null;
      case JsonText text -> text.text();
      case JsonValue other -> {
        wrongKind(name, "a text", other);
        yield null;
      }
    };
  }

  private JsonValue value(String name) {
    return object.fields().getOrDefault(name, JsonNull.NULL);
  }

  /** Notes that a value is missing, but only where nothing else was noted about it. */
  private <T> @Nullable T required(String name, @Nullable T value) {
    noteMissing(name);
    return value;
  }

  private void noteMissing(String name) {
    if (value(name) == JsonNull.NULL) {
      violations.add(path(name), REQUIRED);
    }
  }

  private void wrongKind(String name, String expected, JsonValue found) {
    violations.add(path(name), "must be %s, but is %s".formatted(expected, found.kind()), found);
  }

  /** Notes the problem, if there is one. */
  boolean hasProblem(String name, Optional<String> problem) {
    problem.ifPresent(message -> problem(name, message));
    return problem.isPresent();
  }

  /**
   * One readable item of a list.
   *
   * @param path where it is
   * @param value what it says
   */
  record Item<T>(String path, T value) {}
}
