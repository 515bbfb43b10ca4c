package dev.sprintcapacity.consumers.jira.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sprints in the JSON of the agile API. Unknown fields are left out. */
final class SprintJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As the API's own examples write it; both editions read it. */
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  /** Some versions of Data Center leave out the colon of the offset. */
  private static final DateTimeFormatter WITHOUT_COLON =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private static final int LONGEST_REASONS = 500;

  private SprintJson() {}

  static byte[] body(NewSprint sprint) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", sprint.name());
    body.put("startDate", written(sprint.start()));
    body.put("endDate", written(sprint.end()));
    body.put("originBoardId", sprint.boardId());
    body.put("goal", sprint.goal());
    return JSON.writeValueAsBytes(body);
  }

  static byte[] body(SprintChange change) {
    ObjectNode body = JSON.createObjectNode();
    change.name().ifPresent(name -> body.put("name", name));
    change.start().ifPresent(start -> body.put("startDate", written(start)));
    change.end().ifPresent(end -> body.put("endDate", written(end)));
    change.state().ifPresent(state -> body.put("state", state.wireName()));
    return JSON.writeValueAsBytes(body);
  }

  private static String written(Instant time) {
    return WRITTEN.format(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads one sprint.
   *
   * @throws IllegalArgumentException where the bytes are none, with what is wrong
   */
  static JiraSprint sprint(byte[] body) {
    return sprint(tree(body));
  }

  /**
   * Reads one page of a board's sprints.
   *
   * @throws IllegalArgumentException where the bytes are none, with what is wrong
   */
  static SprintPage page(byte[] body) {
    JsonNode page = tree(body);
    JsonNode values = page.path("values");
    if (!values.isArray()) {
      throw new IllegalArgumentException("values is no list");
    }
    List<JiraSprint> sprints = new ArrayList<>();
    for (JsonNode value : values) {
      sprints.add(sprint(value));
    }
    return new SprintPage(sprints, page.path("isLast").asBoolean(false) || sprints.isEmpty());
  }

  private static JiraSprint sprint(JsonNode node) {
    JsonNode id = node.path("id");
    if (!id.isIntegralNumber() || !id.canConvertToLong()) {
      throw new IllegalArgumentException("a sprint has no whole number as id");
    }
    String state = text(node, "state").orElse("");
    return new JiraSprint(
        id.longValue(),
        text(node, "name").orElse(""),
        SprintState.fromWireName(state)
            .orElseThrow(
                () -> new IllegalArgumentException("a sprint has the state '" + state + "'")),
        time(node, "startDate"),
        time(node, "endDate"),
        text(node, "goal").orElse(""));
  }

  private static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static Optional<Instant> time(JsonNode node, String field) {
    return text(node, field)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text).toInstant();
          } catch (DateTimeException withColon) {
            return withoutColon(field, text);
          }
        });
  }

  private static Instant withoutColon(String field, String text) {
    try {
      return OffsetDateTime.parse(text, WITHOUT_COLON).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("%s is '%s'".formatted(field, text), e);
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  /**
   * What an error says, on one line: {@code errorMessages} and {@code errors} of Jira, {@code
   * message} of the gateway in front of it, or nothing where it is something else.
   */
  static String reasons(byte[] body) {
    List<String> reasons = new ArrayList<>();
    try {
      JsonNode error = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      for (JsonNode message : error.path("errorMessages")) {
        reasons.add(message.asString(""));
      }
      error
          .path("errors")
          .properties()
          .forEach(field -> reasons.add(field.getKey() + ": " + field.getValue().asString("")));
      text(error, "message").ifPresent(reasons::add);
    } catch (JacksonException e) {
      return "";
    }
    String line = String.join("; ", reasons).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST_REASONS ? line.substring(0, LONGEST_REASONS) + "…" : line;
  }
}
