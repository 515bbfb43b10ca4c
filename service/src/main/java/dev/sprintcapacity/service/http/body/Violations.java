package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.service.http.body.JsonValue.JsonArray;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNumber;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.JsonValue.JsonText;
import dev.sprintcapacity.service.http.body.JsonValue.JsonTruth;
import dev.sprintcapacity.service.sprint.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with one document. */
final class Violations {

  /** Longer rejected values are cut: they are shown to be recognised, not to be stored. */
  static final int SHOWN_CHARS = 100;

  private static final int SHOWN_DIGITS = 15;

  private final List<Violation> found = new ArrayList<>();

  void add(String field, String message) {
    found.add(new Violation(field, message, null));
  }

  void add(String field, String message, JsonValue rejected) {
    found.add(new Violation(field, message, shown(rejected)));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Violation> all() {
    return List.copyOf(found);
  }

  private static @Nullable Object shown(JsonValue value) {
    return switch (value) {
      case JsonText text -> shortened(text.text());
      case JsonNumber number -> shown(number.number());
      case JsonTruth truth -> truth.truth();
      case JsonNull ignored -> null;
      case JsonObject ignored -> null;
      case JsonArray ignored -> null;
    };
  }

  /** A number that others can read as one, else its text: exponents can be beyond all bounds. */
  private static Object shown(BigDecimal number) {
    boolean usual = number.precision() <= SHOWN_DIGITS && Math.abs(number.scale()) <= SHOWN_DIGITS;
    return usual ? number : shortened(number.toString());
  }

  /** The beginning of the text, with half characters replaced: they cannot be written as UTF-8. */
  private static String shortened(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_CHARS)
        .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > SHOWN_CHARS ? shown + "…" : shown.toString();
  }
}
