package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.PlanDifference;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.service.identity.NewIds;
import dev.sprintcapacity.service.identity.UuidV7;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Sprints and their events for writers that go past the API; each carries the mark of its write,
 * see {@link Contents}. Thread-safe.
 */
final class SamplePlans {
  private static final LocalDate FIRST = LocalDate.parse("2025-11-27");
  private static final DateRange DATES = new DateRange(FIRST, LocalDate.parse("2025-12-10"));

  private final Clock clock = Clock.systemUTC();
  private final UuidV7 uuids = new UuidV7(clock, new SecureRandom());
  private final NewIds ids = new NewIds(uuids);
  private final SprintEvents events = new SprintEvents(uuids);

  /** A sprint with a team. */
  PlannedSprint planned(long mark) {
    SprintPlan plan =
        new SprintPlan(
            new SprintNumber(Contents.sprintNumber(mark)),
            DATES,
            Percentage.HUNDRED,
            List.of(member("Alice Johnson")),
            List.of());
    return new PlannedSprint(ids.sprint(), plan, clock.instant(), clock.instant());
  }

  /** The sprint with another team and other holidays. */
  PlannedSprint revised(PlannedSprint before, long mark) {
    String name = Contents.updateName(mark);
    SprintPlan plan =
        new SprintPlan(
            before.plan().number(),
            DATES,
            Percentage.HUNDRED,
            List.of(member(name)),
            List.of(new Holiday(ids.holiday(), FIRST, name, null)));
    return before.revise(plan, clock.instant());
  }

  /** The events of a creation. */
  List<EncodedEvent> creation(PlannedSprint sprint) {
    return events.created(sprint, null);
  }

  /** The events of a revision. */
  List<EncodedEvent> revision(PlannedSprint before, PlannedSprint after, long lastSequence) {
    return events.revised(
        after, PlanDifference.between(before.plan(), after.plan()), lastSequence, null);
  }

  private Member member(String name) {
    return new Member(ids.member(), name, Role.DEVELOPER, null, null, List.of());
  }
}
