package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import dev.sprintcapacity.events.internal.Fields;
import dev.sprintcapacity.events.internal.KnownMembers;
import dev.sprintcapacity.events.internal.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the value of a record. Strict on what an event must have, and tolerant of what later
 * versions may add: fields it does not know, in any order, and event types it does not know. Safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class EventDecoder {
  /** Longest type name: bounds what an unknown type can put into logs and metrics. */
  private static final int MAX_TYPE_NAME_LENGTH = 100;

  private EventDecoder() {}

  /**
   * Decodes a value. Bytes that are no event are an answer, not an exception.
   *
   * @param value the bytes of the record's value
   * @return the event, or what kept it from being one
   */
  public static DecodedEvent decode(byte[] value) {
    try {
      return envelope(Fields.of(value));
    } catch (EventFormatException e) {
      return new DecodedEvent.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static DecodedEvent envelope(Fields envelope) {
    String typeName = Checks.text("event_type", envelope.text("event_type"), MAX_TYPE_NAME_LENGTH);
    Instant time = Timestamps.parse(envelope.text("timestamp"));
    String source = Checks.text("source", envelope.text("source"), Checks.MAX_TEXT_LENGTH);
    Fields data = envelope.object("data");
    Optional<EventType> type = EventType.fromWireName(typeName);
    if (type.isEmpty()) {
      return new DecodedEvent.Unknown(typeName, time, source);
    }
    EventData known = data.make(() -> data(type.get(), data));
    int unknown = envelope.members() - KnownMembers.ofEvent(known);
    return new DecodedEvent.Known(time, source, known, unknown);
  }

  private static EventData data(EventType type, Fields data) {
    return switch (type) {
      case SPRINT_CREATED -> new SprintCreated(facts(data));
      case SPRINT_STARTED -> new SprintStarted(facts(data));
      case SPRINT_COMPLETED -> new SprintCompleted(facts(data));
      case SPRINT_UPDATED ->
          new SprintUpdated(facts(data), holidays(data), data.texts("changed_fields"));
      case SPRINT_DELETED -> new SprintDeleted(data.text("sprint_id"));
      case TEAM_MEMBER_ADDED ->
          new TeamMemberAdded(data.text("sprint_id"), data.text("sprint_name"), team(data));
      case TEAM_MEMBER_UPDATED ->
          new TeamMemberUpdated(data.text("sprint_id"), data.text("sprint_name"), team(data));
    };
  }

  private static SprintFacts facts(Fields data) {
    return new SprintFacts(
        data.text("sprint_id"),
        data.text("sprint_name"),
        data.text("sprint_number"),
        data.integer("team_members_count"),
        data.date("start_date"),
        data.date("end_date"),
        data.integer("sprint_duration"),
        data.number("confidence_percentage"));
  }

  private static List<HolidayFact> holidays(Fields data) {
    return data.objects("holidays").stream()
        .map(holiday -> holiday.make(() -> holiday(holiday)))
        .toList();
  }

  private static HolidayFact holiday(Fields holiday) {
    return new HolidayFact(holiday.date("date"), holiday.text("name"));
  }

  private static List<TeamMember> team(Fields data) {
    return data.objects("team_members").stream()
        .map(member -> member.make(() -> member(member)))
        .toList();
  }

  private static TeamMember member(Fields member) {
    return new TeamMember(
        member.text("id"), member.text("name"), member.text("role"), member.textIfPresent("email"));
  }
}
