package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes sprints. What a sprint does not have is left out, never null. */
public final class SprintJson {

  private SprintJson() {}

  /** One sprint as a document. */
  public static byte[] of(Sprint sprint) {
    return JsonBytes.of(json -> write(json, sprint));
  }

  /** One sprint within a document. */
  public static void write(JsonGenerator json, Sprint sprint) {
    SprintPlan plan = sprint.plan();
    json.writeStartObject();
    json.writeStringProperty("id", sprint.id().value());
    json.writeStringProperty("sprintName", plan.name());
    json.writeStringProperty("sprintNumber", plan.number().value());
    json.writeStringProperty("startDate", plan.dates().first().toString());
    json.writeStringProperty("endDate", plan.dates().last().toString());
    json.writeNumberProperty("sprintDuration", plan.workingDays());
    percentage(json, plan.confidence());
    list(json, "teamMembers", plan.team(), member -> member(json, member));
    list(json, "holidays", plan.holidays(), holiday -> holiday(json, holiday));
    json.writeStringProperty("status", sprint.status().label());
    json.writeStringProperty("createdAt", Times.text(sprint.createdAt()));
    json.writeStringProperty("updatedAt", Times.text(sprint.updatedAt()));
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, Member member) {
    json.writeStartObject();
    json.writeStringProperty("id", member.id().value());
    json.writeStringProperty("name", member.name());
    json.writeStringProperty("role", member.role().label());
    text(json, "email", member.email());
    Percentage confidence = member.confidence();
    if (confidence != null) {
      percentage(json, confidence);
    }
    list(json, "vacations", member.vacations(), vacation -> vacation(json, vacation));
    json.writeEndObject();
  }

  private static void vacation(JsonGenerator json, Vacation vacation) {
    json.writeStartObject();
    json.writeStringProperty("id", vacation.id().value());
    json.writeStringProperty("startDate", vacation.dates().first().toString());
    json.writeStringProperty("endDate", vacation.dates().last().toString());
    text(json, "reason", vacation.reason());
    json.writeEndObject();
  }

  private static void holiday(JsonGenerator json, Holiday holiday) {
    json.writeStartObject();
    json.writeStringProperty("id", holiday.id().value());
    json.writeStringProperty("holidayDate", holiday.date().toString());
    json.writeStringProperty("name", holiday.name());
    text(json, "description", holiday.description());
    json.writeEndObject();
  }

  static void percentage(JsonGenerator json, Percentage percentage) {
    json.writeNumberProperty("confidencePercentage", percentage.value());
  }

  static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  static <T> void list(JsonGenerator json, String name, List<T> items, Consumer<T> writer) {
    json.writeName(name);
    json.writeStartArray();
    items.forEach(writer);
    json.writeEndArray();
  }
}
