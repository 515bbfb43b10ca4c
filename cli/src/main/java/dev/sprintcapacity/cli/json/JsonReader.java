package dev.sprintcapacity.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bytes that claim to be UTF-8 JSON. Depth, and the length of names and numbers, are bounded
 * by the parser's own limits; what exceeds them is malformed.
 */
public final class JsonReader {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonReader() {}

  /** Reads one JSON value that fills the bytes. */
  public static JsonReading read(byte[] bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new JsonReading.Malformed("not UTF-8");
    }
    if (text.isBlank()) {
      return new JsonReading.Malformed("empty");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      JsonTree tree = value(parser, next(parser));
      if (parser.nextToken() != null) {
        return new JsonReading.Malformed("not JSON: more follows after the first value");
      }
      return new JsonReading.Valid(tree);
    } catch (JacksonException e) {
      return new JsonReading.Malformed("not JSON: " + reason(e));
    }
  }

  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    String at =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return message.lines().findFirst().orElse("unreadable") + at;
  }

  private static JsonToken next(JsonParser parser) {
    JsonToken token = parser.nextToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  private static JsonTree value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonTree.TextNode(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonTree.NumberNode(parser.getString());
      case VALUE_TRUE -> JsonTree.Literal.TRUE;
      case VALUE_FALSE -> JsonTree.Literal.FALSE;
      case VALUE_NULL -> JsonTree.Literal.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("the parser gave " + token + " where a value begins");
    };
  }

  private static JsonTree object(JsonParser parser) {
    List<JsonTree.Member> members = new ArrayList<>();
    while (next(parser) == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      members.add(new JsonTree.Member(name, value(parser, next(parser))));
    }
    return new JsonTree.ObjectNode(members);
  }

  private static JsonTree array(JsonParser parser) {
    List<JsonTree> elements = new ArrayList<>();
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      elements.add(value(parser, token));
    }
    return new JsonTree.ArrayNode(elements);
  }
}
