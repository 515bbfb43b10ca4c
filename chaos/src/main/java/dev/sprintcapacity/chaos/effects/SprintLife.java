package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * One sprint, event by event, as the service would tell of it; how far it gets is decided by
 * chance. For one thread.
 */
final class SprintLife {
  /** Gets a welcome and the summaries. */
  static final TeamMember MASTER =
      new TeamMember("member-1", "Maria Keller", "Scrum Master", "maria@example.com");

  /** Gets a welcome. */
  static final TeamMember ALICE =
      new TeamMember("member-2", "Alice Johnson", "Developer", "alice@example.com");

  /** Has no address. */
  static final TeamMember BOB = new TeamMember("member-3", "Bob Smith", "Tester", null);

  /** Joins later, and gets a welcome then. */
  static final TeamMember CHLOE =
      new TeamMember("member-4", "Chlo\u00e9 Dubois", "Product Owner", "chloe@example.com");

  private static final int FEWEST_EVENTS = 3;
  private static final int MOST_EVENTS = 7;
  private static final int WORKING_DAYS = 10;

  private final int number;
  private final Random random;
  private final int length;
  private final List<Event> events = new ArrayList<>();

  SprintLife(int number, Random random) {
    this.number = number;
    this.random = random;
    this.length = random.nextInt(FEWEST_EVENTS, MOST_EVENTS + 1);
  }

  /** The sprint. */
  String sprintId() {
    return "sprint-" + number;
  }

  /** What it is called from now on; the number stays in it. */
  String name() {
    return events.size() >= FEWEST_EVENTS ? plannedName() + " b" : plannedName();
  }

  private String plannedName() {
    return "Sprint %05d".formatted(number);
  }

  /** Whether nothing more will happen to it. */
  boolean isOver() {
    return events.size() >= length;
  }

  /** The next event, which is not yet part of it. */
  Event next() {
    return new Event(
        new UUID(random.nextLong(), random.nextLong()),
        Instant.now(),
        events.size() + 1L,
        null,
        data());
  }

  /** The event is published. */
  void happened(Event event) {
    events.add(event);
  }

  /** What has happened, in order. */
  List<Event> events() {
    return List.copyOf(events);
  }

  private EventData data() {
    return switch (events.size()) {
      case 0 -> new SprintCreated(facts(plannedName(), 3, 90));
      case 1 -> new TeamMemberAdded(sprintId(), plannedName(), List.of(MASTER, ALICE, BOB));
      case 2 ->
          new SprintUpdated(
              facts(plannedName() + " b", 3, 80),
              List.of(),
              List.of("confidence_percentage", "sprint_name"));
      case 3 -> new TeamMemberUpdated(sprintId(), name(), List.of(MASTER, ALICE, BOB, CHLOE));
      case 4 -> new SprintStarted(facts(name(), 4, 80));
      case 5 -> new SprintCompleted(facts(name(), 4, 80));
      default -> new SprintDeleted(sprintId());
    };
  }

  private SprintFacts facts(String name, int team, int confidence) {
    return new SprintFacts(
        sprintId(),
        name,
        "25-" + number,
        team,
        LocalDate.of(2026, 11, 30),
        LocalDate.of(2026, 12, 11),
        WORKING_DAYS,
        BigDecimal.valueOf(confidence));
  }
}
