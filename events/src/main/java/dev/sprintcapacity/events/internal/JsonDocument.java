package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventFormatException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object into {@link Members}, lists, strings, integers, {@link
 * java.math.BigDecimal}s, booleans and {@link Null}. Refuses what two readers could understand
 * differently: a name given twice, and anything behind the object.
 */
final class JsonDocument {
  /** The JSON null; members would otherwise not tell null from absent. */
  enum Null {
    /** The only one. */
    NULL
  }

  /**
   * Our own events stay below 1 MiB, the limit of a record; four times that is for later fields.
   */
  private static final long MAX_BYTES = 4L * 1024 * 1024;

  /** Our own events nest four deep; the rest is room for later fields, and bounds the recursion. */
  private static final int MAX_DEPTH = 32;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_BYTES)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();

  private JsonDocument() {}

  /**
   * Reads a document.
   *
   * @param utf8 the bytes of one JSON object
   * @return its members
   * @throws EventFormatException where the bytes are something else; the message never quotes them
   */
  static Members read(byte[] utf8) {
    // the parser checks its limit only when it loads another block, which it never does from an
    // array
    if (utf8.length > MAX_BYTES) {
      throw new EventFormatException(
          "the value has %d bytes, more than the %d an event may have"
              .formatted(utf8.length, MAX_BYTES));
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new EventFormatException("the value is not a JSON object");
      }
      Members document = object(parser);
      if (parser.nextToken() != null) {
        throw new EventFormatException("the value goes on after the JSON object");
      }
      return document;
    } catch (JacksonException e) {
      var location = e.getLocation();
      throw new EventFormatException(
          "the value is not JSON: it breaks at byte "
              + (location == null ? "?" : location.getByteOffset()),
          e);
    }
  }

  private static Members object(JsonParser parser) {
    Members members = new Members();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (!members.add(name, value(parser, parser.nextToken()))) {
        throw new EventFormatException(Checks.shortened(name) + " is given twice");
      }
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return items;
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new EventFormatException("the value breaks off inside the JSON object");
    };
  }

  private static Object integer(JsonParser parser) {
    if (parser.getNumberType() == JsonParser.NumberType.INT) {
      return parser.getIntValue();
    }
    return parser.getDecimalValue();
  }
}
