package dev.sprintcapacity.cli;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Events as the service makes them. */
public final class SampleEvents {
  private static final Instant TIME = Instant.parse("2025-11-27T10:30:00.123456Z");

  private SampleEvents() {}

  /** A sprint with two people was planned: the first event of a sprint. */
  public static EncodedEvent aSprintCreated(String sprintId) {
    return encoded(
        1,
        new SprintCreated(
            new SprintFacts(
                sprintId,
                "Sprint 25-01",
                "25-01",
                2,
                LocalDate.of(2025, 11, 27),
                LocalDate.of(2025, 12, 10),
                10,
                new BigDecimal("90"))));
  }

  /** Its two people: the second event. */
  public static EncodedEvent aTeamMemberAdded(String sprintId) {
    return encoded(
        2,
        new TeamMemberAdded(
            sprintId,
            "Sprint 25-01",
            List.of(
                new TeamMember("member-1", "Alice Johnson", "Developer", "alice@example.org"),
                new TeamMember("member-2", "Bob Smith", "Tester", null))));
  }

  /** It is gone: the third event. */
  public static EncodedEvent aSprintDeleted(String sprintId) {
    return encoded(3, new SprintDeleted(sprintId));
  }

  private static EncodedEvent encoded(long sequence, dev.sprintcapacity.events.EventData data) {
    return EventEncoder.encode(
        new Event(new UUID(0x0198_0000_0000_7000L, sequence), TIME, sequence, null, data));
  }
}
