package dev.sprintcapacity.benchmarks.load;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Sprints as teams plan them: two weeks, five members. One for a whole run, since numbers are
 * unique in a database. Safe for use by many threads.
 */
public final class SampleSprints {

  private static final int TEAM = 5;
  private static final DateRange DATES =
      new DateRange(LocalDate.parse("2025-11-27"), LocalDate.parse("2025-12-10"));

  private final Clock clock = Clock.systemUTC();
  private final UuidV7 uuids = new UuidV7(clock, new SecureRandom());
  private final NewIds ids = new NewIds(uuids);
  private final SprintEvents events = new SprintEvents(uuids);
  private final AtomicLong numbers = new AtomicLong();
  private final List<Member> team =
      IntStream.range(0, TEAM)
          .mapToObj(i ->
              new Member(
                  new MemberId("member-benchmark-" + i),
                  "Member " + i,
                  Role.DEVELOPER,
                  null,
                  null,
                  List.of()))
          .toList();

  /** A new sprint. */
  PlannedSprint next() {
    SprintPlan plan =
        new SprintPlan(new SprintNumber(number()), DATES, Percentage.of("90"), team, List.of());
    return new PlannedSprint(ids.sprint(), plan, clock.instant(), clock.instant());
  }

  /** The events of its creation: two, of about 300 bytes each. */
  List<EncodedEvent> eventsOf(PlannedSprint sprint) {
    return events.created(sprint, null);
  }

  /** The body of a request that creates such a sprint. */
  String body() {
    StringBuilder members = new StringBuilder();
    for (Member member : team) {
      members
          .append(members.isEmpty() ? "" : ",")
          .append("{\"name\":\"%s\",\"role\":\"Developer\"}".formatted(member.name()));
    }
    return """
    {"sprintNumber":"%s","startDate":"%s","endDate":"%s","confidencePercentage":90,"teamMembers":[%s]}\
    """
        .formatted(number(), DATES.first(), DATES.last(), members);
  }

  private String number() {
    return "25-b" + numbers.incrementAndGet();
  }
}
