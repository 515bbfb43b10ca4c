package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The sprints, people and events that the tests of the store talk about. */
final class Sprints {

  static final Instant NOW = Instant.parse("2025-11-27T10:30:00.123456Z");
  static final DateRange DATES =
      new DateRange(LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 14));

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private Sprints() {}

  /** A number that no other sprint of this JVM has. */
  static SprintNumber newNumber() {
    return new SprintNumber("25-n" + NUMBERS.incrementAndGet());
  }

  static SprintId newId() {
    return SprintId.of(UUID.randomUUID());
  }

  static PlannedSprint aSprint(Member... team) {
    return aSprint(newNumber(), team);
  }

  static PlannedSprint aSprint(SprintNumber number, Member... team) {
    return new PlannedSprint(newId(), aPlan(number, team), NOW, NOW);
  }

  static PlannedSprint aSprintFrom(LocalDate start, LocalDate end) {
    SprintPlan plan =
        new SprintPlan(
            newNumber(), new DateRange(start, end), Percentage.HUNDRED, List.of(), List.of());
    return new PlannedSprint(newId(), plan, NOW, NOW);
  }

  static SprintPlan aPlan(SprintNumber number, Member... team) {
    return new SprintPlan(
        number,
        DATES,
        Percentage.of("87.55"),
        List.of(team),
        List.of(
            new Holiday(
                new HolidayId("holiday-1"), LocalDate.of(2025, 12, 8), "Day \"of\" joy", null),
            new Holiday(
                new HolidayId("holiday-2"), LocalDate.of(2026, 1, 1), "Neujahr ☃", "free")));
  }

  static Member aMember(String id, String name) {
    return new Member(new MemberId(id), name, Role.DEVELOPER, null, null, List.of());
  }

  static Member aMemberOnLeave(String id, String name) {
    return new Member(
        new MemberId(id),
        name,
        Role.PRODUCT_OWNER,
        id + "@example.org",
        Percentage.of("50"),
        List.of(
            new Vacation(new VacationId("vacation-1"), DATES, null),
            new Vacation(new VacationId("vacation-2"), DATES, "Ski\\ing")));
  }

  /** So many events of the sprint, numbered from the one behind the last. */
  static List<EncodedEvent> events(SprintId id, long lastSequence, int count) {
    List<EncodedEvent> events = new ArrayList<>();
    for (long sequence = lastSequence + 1; sequence <= lastSequence + count; sequence++) {
      events.add(event(id.value(), sequence));
    }
    return events;
  }

  static List<EncodedEvent> firstEvents(PlannedSprint sprint) {
    return events(sprint.id(), 0, 2);
  }

  static List<EncodedEvent> nextEvents(StoredSprint stored) {
    return events(stored.sprint().id(), stored.lastSequence(), 1);
  }

  static EncodedEvent event(String key, long sequence) {
    return new EncodedEvent(
        UUID.randomUUID(),
        sequence == 1 ? EventType.SPRINT_CREATED : EventType.TEAM_MEMBER_UPDATED,
        key,
        sequence,
        NOW.plusSeconds(sequence),
        sequence % 2 == 0 ? null : "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ("{\"event\":" + sequence + "}").getBytes(StandardCharsets.UTF_8));
  }

  static StoredSprint written(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written written -> written.stored();
      case WriteOutcome.NumberTaken taken -> throw new AssertionError("not written: " + taken);
    };
  }

  static SprintPlan withTeam(SprintPlan plan, Member... team) {
    return new SprintPlan(
        plan.number(), plan.dates(), plan.confidence(), Arrays.asList(team), plan.holidays());
  }

  static SprintPlan withNumber(SprintPlan plan, SprintNumber number) {
    return new SprintPlan(number, plan.dates(), plan.confidence(), plan.team(), plan.holidays());
  }
}
