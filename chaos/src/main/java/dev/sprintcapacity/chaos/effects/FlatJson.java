package dev.sprintcapacity.chaos.effects;

import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Objects of scalars, kept as their texts: all that a board is told. */
final class FlatJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private FlatJson() {}

  /**
   * Reads one; numbers become their texts, and what is null is left out.
   *
   * @throws IllegalArgumentException where it is no such object
   */
  static Map<String, String> read(String json) {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no JSON object: " + json);
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          throw new IllegalArgumentException(name + " is no scalar: " + json);
        }
        if (value != JsonToken.VALUE_NULL) {
          fields.put(name, parser.getString());
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + json, e);
    }
    return fields;
  }

  /** Writes one; {@code id} and {@code originBoardId} become numbers. */
  static String write(Map<String, String> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      generator.writeStartObject();
      new TreeMap<>(fields)
          .forEach((name, value) -> {
            if (name.equals("id") || name.equals("originBoardId")) {
              generator.writeNumberProperty(name, Long.parseLong(value));
            } else {
              generator.writeStringProperty(name, value);
            }
          });
      generator.writeEndObject();
    }
    return text.toString();
  }

  /** A text as a JSON string. */
  static String quoted(String text) {
    StringWriter quoted = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), quoted)) {
      generator.writeString(text);
    }
    return quoted.toString();
  }
}
