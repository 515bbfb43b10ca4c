package dev.sprintcapacity.service.http.body;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed JSON document. Closed, because JSON is: these are all the values there are. A tree of
 * our own keeps numbers exact and needs no data binding, whose messages speak of classes.
 */
public sealed interface JsonValue {

  /** What this is, for people: {@code an object}, {@code a text}. */
  String kind();

  /**
   * An object with its fields in the order of the document.
   *
   * @param fields each name once
   */
  record JsonObject(Map<String, JsonValue> fields) implements JsonValue {
    public JsonObject {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * A list.
   *
   * @param items in order
   */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A text.
   *
   * @param text as sent, unescaped
   */
  record JsonText(String text) implements JsonValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /**
   * A number.
   *
   * @param number exact
   */
  record JsonNumber(BigDecimal number) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /**
   * True or false.
   *
   * @param truth which
   */
  record JsonTruth(boolean truth) implements JsonValue {
    @Override
    public String kind() {
      return truth ? "true" : "false";
    }
  }

  /** The null literal. */
  enum JsonNull implements JsonValue {
    NULL;

    @Override
    public String kind() {
      return "null";
    }
  }
}
