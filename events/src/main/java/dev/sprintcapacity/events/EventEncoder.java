package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Timestamps;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes an event to its final bytes: one pass, straight to UTF-8, no reflection. The same event
 * gives the same bytes every time. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class EventEncoder {
  /** Holds the usual event without growing. */
  private static final int INITIAL_BYTES = 512;

  /** What decides bytes is set here and not left to defaults, which differ between releases. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.QUOTE_PROPERTY_NAMES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .enable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
          .build();

  private static final SerializableString SOURCE = new SerializedString(Event.SOURCE);

  private EventEncoder() {}

  /**
   * Encodes an event.
   *
   * @param event the event
   * @return its final bytes, and what its key and headers are made of
   */
  public static EncodedEvent encode(Event event) {
    var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      text(json, Name.EVENT_TYPE, event.data().type().wireName());
      json.writeName(Name.TIMESTAMP);
      json.writeString(Timestamps.wireForm(event.time()), 0, Timestamps.WIRE_LENGTH);
      json.writeName(Name.SOURCE);
      json.writeString(SOURCE);
      json.writeName(Name.DATA);
      json.writeStartObject();
      data(json, event.data());
      json.writeEndObject();
      json.writeEndObject();
    }
    return new EncodedEvent(event, bytes.toByteArray());
  }

  private static void data(JsonGenerator json, EventData data) {
    switch (data) {
      case SprintCreated created -> facts(json, created.facts());
      case SprintStarted started -> facts(json, started.facts());
      case SprintCompleted completed -> facts(json, completed.facts());
      case SprintUpdated updated -> {
        facts(json, updated.facts());
        holidays(json, updated.holidays());
        json.writeName(Name.CHANGED_FIELDS);
        json.writeStartArray();
        updated.changedFields().forEach(json::writeString);
        json.writeEndArray();
      }
      case SprintDeleted deleted -> text(json, Name.SPRINT_ID, deleted.sprintId());
      case TeamMemberAdded added ->
          team(json, added.sprintId(), added.sprintName(), added.teamMembers());
      case TeamMemberUpdated updated ->
          team(json, updated.sprintId(), updated.sprintName(), updated.teamMembers());
    }
  }

  private static void facts(JsonGenerator json, SprintFacts facts) {
    text(json, Name.SPRINT_ID, facts.sprintId());
    text(json, Name.SPRINT_NAME, facts.sprintName());
    text(json, Name.SPRINT_NUMBER, facts.sprintNumber());
    number(json, Name.TEAM_MEMBERS_COUNT, facts.teamMembersCount());
    text(json, Name.START_DATE, facts.startDate().toString());
    text(json, Name.END_DATE, facts.endDate().toString());
    number(json, Name.SPRINT_DURATION, facts.sprintDuration());
    json.writeName(Name.CONFIDENCE_PERCENTAGE);
    json.writeNumber(facts.confidencePercentage());
  }

  private static void holidays(JsonGenerator json, List<HolidayFact> holidays) {
    json.writeName(Name.HOLIDAYS);
    json.writeStartArray();
    for (HolidayFact holiday : holidays) {
      json.writeStartObject();
      text(json, Name.DATE, holiday.date().toString());
      text(json, Name.NAME, holiday.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void team(
      JsonGenerator json, String sprintId, String sprintName, List<TeamMember> members) {
    text(json, Name.SPRINT_ID, sprintId);
    text(json, Name.SPRINT_NAME, sprintName);
    json.writeName(Name.TEAM_MEMBERS);
    json.writeStartArray();
    for (TeamMember member : members) {
      json.writeStartObject();
      text(json, Name.ID, member.id());
      text(json, Name.NAME, member.name());
      text(json, Name.ROLE, member.role());
      String email = member.email();
      if (email != null) {
        text(json, Name.EMAIL, email);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, SerializableString name, String value) {
    json.writeName(name);
    json.writeString(value);
  }

  private static void number(JsonGenerator json, SerializableString name, int value) {
    json.writeName(name);
    json.writeNumber(value);
  }

  /** The names on the wire, quoted and encoded once. */
  private static final class Name {
    static final SerializableString EVENT_TYPE = new SerializedString("event_type");
    static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    static final SerializableString SOURCE = new SerializedString("source");
    static final SerializableString DATA = new SerializedString("data");
    static final SerializableString SPRINT_ID = new SerializedString("sprint_id");
    static final SerializableString SPRINT_NAME = new SerializedString("sprint_name");
    static final SerializableString SPRINT_NUMBER = new SerializedString("sprint_number");
    static final SerializableString TEAM_MEMBERS_COUNT = new SerializedString("team_members_count");
    static final SerializableString START_DATE = new SerializedString("start_date");
    static final SerializableString END_DATE = new SerializedString("end_date");
    static final SerializableString SPRINT_DURATION = new SerializedString("sprint_duration");
    static final SerializableString CONFIDENCE_PERCENTAGE =
        new SerializedString("confidence_percentage");
    static final SerializableString HOLIDAYS = new SerializedString("holidays");
    static final SerializableString CHANGED_FIELDS = new SerializedString("changed_fields");
    static final SerializableString TEAM_MEMBERS = new SerializedString("team_members");
    static final SerializableString DATE = new SerializedString("date");
    static final SerializableString ID = new SerializedString("id");
    static final SerializableString NAME = new SerializedString("name");
    static final SerializableString ROLE = new SerializedString("role");
    static final SerializableString EMAIL = new SerializedString("email");

    private Name() {}
  }
}
