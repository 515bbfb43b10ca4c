package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.body.ObjectFields.Item;
import dev.sprintcapacity.service.sprint.HolidayInput;
import dev.sprintcapacity.service.sprint.MemberInput;
import dev.sprintcapacity.service.sprint.SprintInput;
import dev.sprintcapacity.service.sprint.SprintReading;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a sprint from a document and reports everything that is wrong with it at once. */
public final class SprintBody {

  private static final List<String> KNOWN =
      List.of(
          "sprintNumber",
          "startDate",
          "endDate",
          "confidencePercentage",
          "teamMembers",
          "holidays");

  /** Fields of a response, accepted and ignored so that what was read can be sent back. */
  private static final List<String> READ_ONLY =
      List.of("id", "sprintName", "sprintDuration", "status", "createdAt", "updatedAt");

  private static final List<String> HOLIDAY_KNOWN =
      List.of("id", "holidayDate", "name", "description");

  private SprintBody() {}

  /** The sprint, or every problem of the document. */
  public static SprintReading read(JsonValue document) {
    Violations violations = new Violations();
    if (!(document instanceof JsonObject object)) {
      violations.add(JsonPath.ROOT, "must be a sprint object, but is " + document.kind(), document);
      return new SprintReading.Invalid(violations.all());
    }
    SprintInput sprint = sprint(new ObjectFields(object, JsonPath.ROOT, violations));
    return sprint == null || !violations.isEmpty()
        ? new SprintReading.Invalid(violations.all())
        : new SprintReading.Valid(sprint);
  }

  private static @Nullable SprintInput sprint(ObjectFields fields) {
    String number = fields.requiredText("sprintNumber", SprintNumber::problemIn);
    DateRange dates = sprintDates(fields);
    Percentage confidence = fields.percentage("confidencePercentage");
    List<Item<MemberInput>> members =
        fields.objects("teamMembers", Limits.TEAM, "member", MemberBody::read);
    SamePerson.check(members, fields);
    List<Item<HolidayInput>> holidays =
        fields.objects("holidays", Limits.HOLIDAYS, "holiday", SprintBody::holiday);
    fields.refuseUnknown(KNOWN, READ_ONLY);
    if (number == null || dates == null) {
      return null;
    }
    return new SprintInput(
        new SprintNumber(number),
        dates,
        confidence == null ? Percentage.HUNDRED : confidence,
        members.stream().map(Item::value).toList(),
        holidays.stream().map(Item::value).toList());
  }

  private static @Nullable DateRange sprintDates(ObjectFields fields) {
    LocalDate start = fields.requiredDate("startDate");
    LocalDate end = fields.requiredDate("endDate");
    if (start == null
        || end == null
        || fields.hasProblem("endDate", SprintPlan.problemInDates(start, end))) {
      return null;
    }
    return new DateRange(start, end);
  }

  private static @Nullable HolidayInput holiday(ObjectFields fields) {
    String id = fields.identifier("id");
    LocalDate date = fields.requiredDate("holidayDate");
    String name = fields.requiredLine("name", Limits.HOLIDAY_NAME);
    String description = fields.optionalLine("description", Limits.HOLIDAY_DESCRIPTION);
    fields.refuseUnknown(HOLIDAY_KNOWN, List.of());
    return date == null || name == null
        ? null
        : new HolidayInput(id == null ? null : new HolidayId(id), date, name, description);
  }
}
