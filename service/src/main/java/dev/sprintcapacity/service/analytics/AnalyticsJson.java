package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.consumers.analytics.HistoryPoint;
import dev.sprintcapacity.consumers.analytics.SprintFigures;
import dev.sprintcapacity.service.http.json.JsonBytes;
import dev.sprintcapacity.service.http.json.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes figures and histories as documents. */
final class AnalyticsJson {

  private AnalyticsJson() {}

  /** A page of figures. */
  static byte[] sprints(List<SprintFigures> sprints, @Nullable String nextCursor) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeName("sprints");
      json.writeStartArray();
      sprints.forEach(sprint -> sprint(json, sprint));
      json.writeEndArray();
      next(json, nextCursor);
      json.writeEndObject();
    });
  }

  /** A page of a sprint's history. */
  static byte[] history(
      SprintFigures sprint, List<HistoryPoint> points, @Nullable String nextCursor) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      identity(json, sprint);
      json.writeName("points");
      json.writeStartArray();
      points.forEach(point -> point(json, point));
      json.writeEndArray();
      next(json, nextCursor);
      json.writeEndObject();
    });
  }

  private static void sprint(JsonGenerator json, SprintFigures sprint) {
    json.writeStartObject();
    identity(json, sprint);
    json.writeNumberProperty("workingDays", sprint.workingDays());
    json.writeNumberProperty("confidencePercentage", sprint.confidencePercentage());
    json.writeNumberProperty("teamSize", sprint.teamSize());
    json.writeNumberProperty("capacityDays", sprint.capacityDays());
    json.writeStringProperty("createdAt", Times.text(sprint.createdAt()));
    json.writeStringProperty("updatedAt", Times.text(sprint.updatedAt()));
    json.writeEndObject();
  }

  private static void identity(JsonGenerator json, SprintFigures sprint) {
    json.writeStringProperty("sprintId", sprint.sprintId());
    json.writeStringProperty("sprintName", sprint.sprintName());
    json.writeStringProperty("sprintNumber", sprint.sprintNumber());
    json.writeStringProperty("status", sprint.state().label());
    json.writeStringProperty("startDate", sprint.startDate().toString());
    json.writeStringProperty("endDate", sprint.endDate().toString());
  }

  private static void point(JsonGenerator json, HistoryPoint point) {
    json.writeStartObject();
    json.writeStringProperty("at", Times.text(point.at()));
    json.writeNumberProperty("sequence", point.sequence());
    json.writeStringProperty("eventType", point.eventType());
    json.writeNumberProperty("teamSize", point.teamSize());
    json.writeNumberProperty("workingDays", point.workingDays());
    json.writeNumberProperty("confidencePercentage", point.confidencePercentage());
    json.writeNumberProperty("capacityDays", point.capacityDays());
    json.writeEndObject();
  }

  private static void next(JsonGenerator json, @Nullable String nextCursor) {
    if (nextCursor == null) {
      json.writeNullProperty("nextCursor");
    } else {
      json.writeStringProperty("nextCursor", nextCursor);
    }
  }
}
