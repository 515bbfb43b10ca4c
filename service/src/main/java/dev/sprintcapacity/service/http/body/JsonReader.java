package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.service.http.body.JsonValue.JsonArray;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNull;
import dev.sprintcapacity.service.http.body.JsonValue.JsonNumber;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.JsonValue.JsonText;
import dev.sprintcapacity.service.http.body.JsonValue.JsonTruth;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Parses bytes strictly: UTF-8 only, each key once, one value, bounded depth and numbers. */
public final class JsonReader {

  /** Our deepest document has five levels; the rest is room for mistakes worth a better message. */
  static final int MAX_DEPTH = 32;

  /** No number of ours needs more than six characters. */
  static final int MAX_NUMBER_CHARS = 100;

  /** No key of ours has more than twenty characters. */
  static final int MAX_KEY_CHARS = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(MAX_KEY_CHARS)
                  .build())
          .build();

  /** Words of the parser that would show its insides are not passed on. */
  private static final Pattern INTERNAL =
      Pattern.compile("\\w+\\.\\w+[.(]|`|Exception|Feature|[Jj]ackson|Token");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private JsonReader() {}

  /**
   * Parses one document.
   *
   * @throws ProblemException {@link ProblemCode#MALFORMED_JSON} with line and column
   */
  public static JsonValue parse(byte[] bytes) {
    String text = decoded(bytes);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return document(parser);
    }
  }

  private static JsonValue document(JsonParser parser) {
    try {
      if (parser.nextToken() == null) {
        throw malformed("The body is empty: send a JSON object.");
      }
      JsonValue value = value(parser);
      if (parser.nextToken() != null) {
        throw malformed(
            "There is more after the end of the document", parser.currentTokenLocation());
      }
      return value;
    } catch (JacksonException e) {
      TokenStreamLocation where = e.getLocation();
      throw malformed(reason(e), where == null ? parser.currentLocation() : where);
    }
  }

  private static JsonValue value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonText(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new JsonTruth(true);
      case VALUE_FALSE -> new JsonTruth(false);
      case VALUE_NULL -> JsonNull.NULL;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw malformed("A value is missing", parser.currentTokenLocation());
    };
  }

  private static JsonObject object(JsonParser parser) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      TokenStreamLocation where = parser.currentTokenLocation();
      parser.nextToken();
      if (fields.put(name, value(parser)) != null) {
        throw malformed("The key %s is there twice".formatted(QuotedValue.of(name)), where);
      }
    }
    return new JsonObject(fields);
  }

  private static JsonArray array(JsonParser parser) {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new JsonArray(items);
  }

  private static JsonNumber number(JsonParser parser) {
    try {
      return new JsonNumber(new BigDecimal(parser.getString()));
    } catch (NumberFormatException e) {
      throw malformed("The number has too large an exponent", parser.currentTokenLocation());
    }
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not valid UTF-8.");
    }
  }

  private static String reason(JacksonException e) {
    String said = String.valueOf(e.getOriginalMessage());
    return switch (e) {
      case StreamConstraintsException constraint ->
          said.contains("depth")
              ? "The document is nested more than %d levels deep".formatted(MAX_DEPTH)
              : said.startsWith("Number")
                  ? "A number has more than %d characters".formatted(MAX_NUMBER_CHARS)
                  : "A key has more than %d characters".formatted(MAX_KEY_CHARS);
      case UnexpectedEndOfInputException end -> "The document ends too early";
      default -> {
        String first = said.lines().findFirst().orElse("");
        yield first.isBlank() || INTERNAL.matcher(first).find()
            ? "The document is not valid JSON"
            : "The document is not valid JSON: " + first;
      }
    };
  }

  private static ProblemException malformed(String reason, TokenStreamLocation where) {
    return malformed(
        "%s, at line %d, column %d.".formatted(reason, where.getLineNr(), where.getColumnNr()));
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemCode.MALFORMED_JSON, detail);
  }
}
