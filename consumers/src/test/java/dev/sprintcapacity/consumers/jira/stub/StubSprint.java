package dev.sprintcapacity.consumers.jira.stub;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sprint as the stub keeps it.
 *
 * @param startDate as Jira answers it
 * @param endDate as Jira answers it
 */
public record StubSprint(
    long id,
    String name,
    String state,
    Optional<String> startDate,
    Optional<String> endDate,
    String goal) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  ObjectNode json(String base, long boardId) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id);
    node.put("self", base + "/rest/agile/1.0/sprint/" + id);
    node.put("state", state);
    node.put("name", name);
    startDate.ifPresent(date -> node.put("startDate", date));
    endDate.ifPresent(date -> node.put("endDate", date));
    if (state.equals("closed")) {
      node.put("completeDate", "2026-12-11T16:00:00.000Z");
    }
    node.put("originBoardId", boardId);
    node.put("goal", goal);
    return node;
  }

  /** With what a request says; all else stays. */
  StubSprint with(JsonNode request) {
    return new StubSprint(
        id,
        request.path("name").asString(name),
        request.path("state").asString(state),
        date(request, "startDate").or(() -> startDate),
        date(request, "endDate").or(() -> endDate),
        request.path("goal").asString(goal));
  }

  /** Cloud answers with a Z whatever offset came. */
  private static Optional<String> date(JsonNode request, String field) {
    return request.path(field).isString()
        ? Optional.of(
            java.time.OffsetDateTime.parse(request.path(field).stringValue())
                .atZoneSameInstant(java.time.ZoneOffset.UTC)
                .format(
                    java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")))
        : Optional.empty();
  }
}
