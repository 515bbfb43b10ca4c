package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.domain.capacity.MemberCapacity;
import dev.sprintcapacity.domain.capacity.SprintCapacity;
import dev.sprintcapacity.domain.sprint.SprintId;
import tools.jackson.core.JsonGenerator;

/** Writes the capacity of a sprint. */
public final class CapacityJson {

  private CapacityJson() {}

  /** The capacity as a document. */
  public static byte[] of(SprintId id, SprintCapacity capacity) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeStringProperty("sprintId", id.value());
      totals(json, capacity);
      SprintJson.list(json, "memberCapacity", capacity.members(), member -> member(json, member));
      json.writeEndObject();
    });
  }

  static void totals(JsonGenerator json, SprintCapacity capacity) {
    json.writeNumberProperty("totalWorkingDays", capacity.totalWorkingDays());
    json.writeNumberProperty("totalCapacityDays", capacity.totalCapacityDays());
    json.writeNumberProperty("adjustedTotalCapacity", capacity.adjustedTotalCapacity());
    json.writeNumberProperty("teamSize", capacity.teamSize());
    json.writeNumberProperty("holidaysCount", capacity.holidaysCount());
    json.writeNumberProperty("vacationDaysCount", capacity.vacationDaysCount());
    SprintJson.percentage(json, capacity.confidence());
    json.writeStringProperty("capacityFormula", capacity.formula());
  }

  static void memberNumbers(JsonGenerator json, MemberCapacity member) {
    json.writeStringProperty("memberName", member.memberName());
    json.writeNumberProperty("availableDays", member.availableDays());
    json.writeNumberProperty("vacationDays", member.vacationDays());
    SprintJson.percentage(json, member.confidence());
    json.writeNumberProperty("adjustedCapacity", member.adjustedCapacity());
  }

  private static void member(JsonGenerator json, MemberCapacity member) {
    json.writeStartObject();
    json.writeStringProperty("memberId", member.memberId().value());
    memberNumbers(json, member);
    json.writeEndObject();
  }
}
