package dev.sprintcapacity.domain;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Sprints, leave and holidays close enough to each other to overlap, touch, nest and miss. All lie
 * around the turn of the years 2027 and 2028, so that a leap day is near.
 */
public final class PlanArbitraries extends DomainContextBase {

  private static final LocalDate ORIGIN = LocalDate.of(2027, 11, 1);
  private static final int MOST_OFFSET_DAYS = 150;
  private static final int MOST_LEAVES = 8;
  private static final int MOST_HOLIDAYS = 12;
  private static final int MOST_MEMBERS = 6;

  /** A date in, before or after the ranges. */
  @Provide
  public Arbitrary<LocalDate> dates() {
    return evenly(0, MOST_OFFSET_DAYS).map(ORIGIN::plusDays);
  }

  /** At least two days, short ones more often. */
  @Provide
  public Arbitrary<DateRange> ranges() {
    Arbitrary<Integer> length =
        Arbitraries.frequencyOf(Tuple.of(5, evenly(1, 21)), Tuple.of(1, evenly(22, 365)));
    return Combinators.combine(dates(), length)
        .as((first, days) -> new DateRange(first, first.plusDays(days)));
  }

  @Provide
  public Arbitrary<List<Holiday>> holidays() {
    return dates().list().ofMaxSize(MOST_HOLIDAYS).map(PlanArbitraries::holidaysOn);
  }

  @Provide
  public Arbitrary<List<Vacation>> vacations() {
    Arbitrary<Integer> length = evenly(0, 30);
    return Combinators.combine(dates(), length)
        .as((first, days) -> new DateRange(first, first.plusDays(days)))
        .list()
        .ofMaxSize(MOST_LEAVES)
        .map(Fixtures::vacations);
  }

  @Provide
  public Arbitrary<Random> randoms() {
    return Arbitraries.randoms();
  }

  @Provide
  public Arbitrary<Percentage> percentages() {
    return evenly(0, 100_00).map(hundredths -> Percentage.of(BigDecimal.valueOf(hundredths, 2)));
  }

  @Provide
  public Arbitrary<SprintPlan> plans() {
    Arbitrary<List<Member>> team =
        Combinators.combine(percentages().injectNull(0.5), vacations())
            .as((confidence, vacations) ->
                new Member(new MemberId("member"), "Bob", Role.TESTER, null, confidence, vacations))
            .list()
            .ofMaxSize(MOST_MEMBERS)
            .map(PlanArbitraries::withDistinctIds);
    return Combinators.combine(ranges(), percentages(), team, holidays())
        .as((dates, confidence, members, holidays) ->
            new SprintPlan(new SprintNumber("27-01"), dates, confidence, members, holidays));
  }

  /**
   * Without edge cases: combined over lists of leave and holidays they would crowd out everything
   * else, and an even spread over so few days meets every edge anyway.
   */
  private static Arbitrary<Integer> evenly(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  private static List<Holiday> holidaysOn(List<LocalDate> dates) {
    List<Holiday> holidays = new ArrayList<>();
    for (LocalDate date : dates) {
      holidays.add(Fixtures.aHoliday(holidays.size(), date));
    }
    return List.copyOf(holidays);
  }

  private static List<Member> withDistinctIds(List<Member> members) {
    List<Member> distinct = new ArrayList<>();
    for (Member member : members) {
      distinct.add(
          new Member(
              new MemberId("member-" + distinct.size()),
              member.name(),
              member.role(),
              member.email(),
              member.confidence(),
              member.vacations()));
    }
    return List.copyOf(distinct);
  }
}
