package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the document of a sprint: everything that is no column of its own, as UTF-8 JSON. Read by
 * {@link SprintDocumentReader}; a field that changes its meaning, or a new one, needs a new {@link
 * #FORMAT} and a reader that knows both.
 */
final class SprintDocument {

  static final int FORMAT = 1;

  static final String FORMAT_FIELD = "format";
  static final String CONFIDENCE = "confidence_percentage";
  static final String TEAM = "team";
  static final String HOLIDAYS = "holidays";
  static final String STARTED_AT = "started_at";
  static final String COMPLETED_AT = "completed_at";
  static final String ID = "id";
  static final String NAME = "name";
  static final String ROLE = "role";
  static final String EMAIL = "email";
  static final String VACATIONS = "vacations";
  static final String FIRST_DATE = "first_date";
  static final String LAST_DATE = "last_date";
  static final String REASON = "reason";
  static final String DATE = "date";
  static final String DESCRIPTION = "description";

  /** A team of five with their leave fits without growing. */
  private static final int USUAL_BYTES = 2_048;

  private static final JsonFactory JSON = new JsonFactory();

  private SprintDocument() {}

  static byte[] write(Sprint sprint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty(FORMAT_FIELD, FORMAT);
      writePlan(json, sprint.plan());
      switch (sprint) {
        case PlannedSprint _ -> {}
        case ActiveSprint active ->
            json.writeStringProperty(STARTED_AT, active.startedAt().toString());
        case CompletedSprint completed -> {
          json.writeStringProperty(STARTED_AT, completed.startedAt().toString());
          json.writeStringProperty(COMPLETED_AT, completed.completedAt().toString());
        }
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writePlan(JsonGenerator json, SprintPlan plan) {
    json.writeNumberProperty(CONFIDENCE, plan.confidence().value());
    json.writeArrayPropertyStart(TEAM);
    for (Member member : plan.team()) {
      writeMember(json, member);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart(HOLIDAYS);
    for (Holiday holiday : plan.holidays()) {
      writeHoliday(json, holiday);
    }
    json.writeEndArray();
  }

  private static void writeMember(JsonGenerator json, Member member) {
    json.writeStartObject();
    json.writeStringProperty(ID, member.id().value());
    json.writeStringProperty(NAME, member.name());
    json.writeStringProperty(ROLE, member.role().label());
    if (member.email() != null) {
      json.writeStringProperty(EMAIL, member.email());
    }
    if (member.confidence() != null) {
      json.writeNumberProperty(CONFIDENCE, member.confidence().value());
    }
    json.writeArrayPropertyStart(VACATIONS);
    for (Vacation vacation : member.vacations()) {
      json.writeStartObject();
      json.writeStringProperty(ID, vacation.id().value());
      json.writeStringProperty(FIRST_DATE, vacation.dates().first().toString());
      json.writeStringProperty(LAST_DATE, vacation.dates().last().toString());
      if (vacation.reason() != null) {
        json.writeStringProperty(REASON, vacation.reason());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeHoliday(JsonGenerator json, Holiday holiday) {
    json.writeStartObject();
    json.writeStringProperty(ID, holiday.id().value());
    json.writeStringProperty(DATE, holiday.date().toString());
    json.writeStringProperty(NAME, holiday.name());
    if (holiday.description() != null) {
      json.writeStringProperty(DESCRIPTION, holiday.description());
    }
    json.writeEndObject();
  }
}
