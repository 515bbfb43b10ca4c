package dev.sprintcapacity.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One vocabulary of events for all tests of this module. */
final class SampleEvents {
  static final UUID ID = UUID.fromString("019ac4d8-26c0-7a3c-8f11-0123456789ab");
  static final Instant TIME = Instant.parse("2025-11-27T10:30:00.123456Z");
  static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private SampleEvents() {}

  static Event anEvent(EventData data) {
    return anEventAt("2025-11-27T10:30:00.123456Z", data);
  }

  static Event anEventAt(String time, EventData data) {
    return new Event(ID, Instant.parse(time), 7, null, data);
  }

  static SprintFacts aSprint() {
    return aSprint(10, "90");
  }

  static SprintFacts aSprint(int duration, String confidencePercentage) {
    return new SprintFacts(
        "sprint-123",
        "Sprint 25-01",
        "25-01",
        5,
        LocalDate.of(2025, 11, 27),
        LocalDate.of(2025, 12, 10),
        duration,
        new BigDecimal(confidencePercentage));
  }

  static TeamMember alice(@Nullable String email) {
    return new TeamMember("member-1", "Alice Johnson", "Developer", email);
  }

  static TeamMember bob() {
    return new TeamMember("member-2", "Bob Smith", "Tester", null);
  }

  static TeamMemberAdded aTeamAdded(TeamMember... members) {
    return new TeamMemberAdded("sprint-123", "Sprint 25-01", List.of(members));
  }

  static TeamMemberUpdated aTeamUpdated(TeamMember... members) {
    return new TeamMemberUpdated("sprint-123", "Sprint 25-01", List.of(members));
  }

  static SprintUpdated aSprintUpdated() {
    return new SprintUpdated(
        aSprint(9, "87.55"),
        List.of(new HolidayFact(LocalDate.of(2025, 12, 8), "Immaculate Conception")),
        List.of("confidence_percentage", "holidays"));
  }
}
