package dev.sprintcapacity.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API, as a judge of what the service really answers. */
public final class OpenApiDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BASE = "https://test.invalid/openapi.json";
  private static final JsonNode DOCUMENT = closed(read());
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(Map.of(BASE, DOCUMENT.toString())));
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private OpenApiDocument() {}

  /** The whole document. */
  public static JsonNode document() {
    return DOCUMENT;
  }

  /** Fails where the response is not one that the document describes for this request. */
  public static void assertDescribes(String method, String path, TestResponse response) {
    String rawPath = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    Optional<String> template = template(rawPath);
    JsonNode operation =
        template
            .map(known -> DOCUMENT.at("/paths").get(known).path(method.toLowerCase(Locale.ROOT)))
            .orElse(JSON.missingNode());
    String what = "%s %s -> %d %s".formatted(method, path, response.status(), response.body());
    if (operation.isMissingNode()) {
      if (!method.equals("HEAD") && !method.equals("OPTIONS")) {
        assertThat(response.status()).as(what).isIn(400, 404, 405);
        assertMatches("/components/schemas/Problem", response.json(), what);
      }
      return;
    }
    JsonNode described = operation.at("/responses/" + response.status());
    assertThat(described.isMissingNode()).as("not described: %s", what).isFalse();
    String pointer =
        "/paths/%s/%s/responses/%d"
            .formatted(
                escaped(template.orElseThrow()),
                method.toLowerCase(Locale.ROOT),
                response.status());
    if (described.has("$ref")) {
      pointer = described.get("$ref").stringValue().substring(1);
    }
    assertHeaders(DOCUMENT.at(pointer).path("headers"), response, what);
    assertContent(pointer, response, what);
  }

  private static void assertHeaders(JsonNode headers, TestResponse response, String what) {
    headers
        .properties()
        .forEach(entry -> {
          JsonNode header = DOCUMENT.at(entry.getValue().get("$ref").stringValue().substring(1));
          Optional<String> value = response.headers().firstValue(entry.getKey());
          if (header.get("required").booleanValue()) {
            assertThat(value).as("%s of %s", entry.getKey(), what).isPresent();
          }
          value.ifPresent(text ->
              assertThat(
                      REGISTRY
                          .getSchema(header.get("schema"))
                          .validate(JSON.getNodeFactory().stringNode(text)))
                  .as("%s: %s of %s", entry.getKey(), text, what)
                  .isEmpty());
        });
    for (String ours : List.of("ETag", "Location", "Link", "Retry-After", "Idempotency-Replayed")) {
      if (!headers.has(ours)) {
        assertThat(response.headers().firstValue(ours)).as("%s of %s", ours, what).isEmpty();
      }
    }
  }

  private static void assertContent(String pointer, TestResponse response, String what) {
    JsonNode content = DOCUMENT.at(pointer).path("content");
    if (content.isMissingNode()) {
      assertThat(response.body()).as(what).isEmpty();
      return;
    }
    String mediaType =
        response.header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    assertThat(content.has(mediaType)).as("%s of %s", mediaType, what).isTrue();
    if (mediaType.endsWith("json")) {
      assertMatches(pointer + "/content/" + escaped(mediaType) + "/schema", response.json(), what);
    }
  }

  private static void assertMatches(String pointer, JsonNode body, String what) {
    Schema schema =
        SCHEMAS.computeIfAbsent(
            pointer,
            where ->
                REGISTRY.getSchema(
                    SchemaLocation.of(BASE + "#" + where.replace("{", "%7B").replace("}", "%7D"))));
    List<Error> errors = schema.validate(body);
    assertThat(errors).as(what).isEmpty();
  }

  private static Optional<String> template(String path) {
    return DOCUMENT.at("/paths").propertyNames().stream()
        .filter(known ->
            Pattern.matches(Pattern.compile("\\{[^}]+}").matcher(known).replaceAll("[^/]+"), path))
        .min((one, other) -> Integer.compare(one.indexOf('{'), other.indexOf('{')));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** In tests a response may hold nothing that is not described. */
  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.has("properties")
          && object.path("type").isString()
          && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(OpenApiDocument::closed);
    return node;
  }

  private static JsonNode read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi/openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the class path holds no openapi.json");
      }
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("could not read openapi.json", e);
    }
  }
}
