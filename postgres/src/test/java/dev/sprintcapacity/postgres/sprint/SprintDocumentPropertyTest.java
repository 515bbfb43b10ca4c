package dev.sprintcapacity.postgres.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.Limits;
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
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.domain.text.TextRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SprintDocumentPropertyTest {

  /** Until the year 2286; all digits of a fraction occur. */
  private static final long MOST_MICROS = 10_000_000_000_000_000L;

  @Property(tries = 300)
  void a_sprint_in_any_state_is_read_as_it_was_written(@ForAll("sprints") Sprint sprint) {
    SprintColumns columns =
        new SprintColumns(
            sprint.id(),
            sprint.plan().number(),
            sprint.plan().dates(),
            sprint.status(),
            sprint.createdAt(),
            sprint.updatedAt());

    assertThat(SprintDocumentReader.read(columns, SprintDocument.write(sprint))).isEqualTo(sprint);
  }

  @Provide
  Arbitrary<Sprint> sprints() {
    return Combinators.combine(
            plans(), times(), times(), times(), Arbitraries.integers().between(0, 2))
        .as((plan, created, started, completed, state) -> {
          PlannedSprint planned = new PlannedSprint(Sprints.newId(), plan, created, created);
          return switch (state) {
            case 0 -> planned;
            case 1 -> planned.start(started);
            default -> planned.start(started).complete(completed);
          };
        });
  }

  private static Arbitrary<SprintPlan> plans() {
    return Combinators.combine(dates(), percentages(), members().list().ofMaxSize(4), holidays())
        .as((start, confidence, members, holidays) ->
            new SprintPlan(
                new SprintNumber("25-x"),
                new DateRange(start, start.plusDays(13)),
                confidence,
                withDistinctIds(members),
                holidays));
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
    return distinct;
  }

  private static Arbitrary<Member> members() {
    return Combinators.combine(
            texts(Limits.NAME),
            Arbitraries.of(Role.class),
            Arbitraries.of("a@example.org", "ä.b+c@exämple.org").injectNull(0.3),
            percentages().injectNull(0.3),
            dates().list().ofMaxSize(3),
            texts(Limits.VACATION_REASON).injectNull(0.3))
        .as((name, role, email, confidence, starts, reason) -> {
          List<Vacation> vacations = new ArrayList<>();
          for (LocalDate start : starts) {
            VacationId id = new VacationId("vacation-" + vacations.size());
            vacations.add(new Vacation(id, new DateRange(start, start.plusDays(3)), reason));
          }
          return new Member(new MemberId("member"), name, role, email, confidence, vacations);
        });
  }

  private static Arbitrary<List<Holiday>> holidays() {
    return Combinators.combine(
            texts(Limits.HOLIDAY_NAME),
            texts(Limits.HOLIDAY_DESCRIPTION).injectNull(0.3),
            dates().list().ofMaxSize(3))
        .as((name, description, dates) -> {
          List<Holiday> holidays = new ArrayList<>();
          for (LocalDate date : dates) {
            HolidayId id = new HolidayId("holiday-" + holidays.size());
            holidays.add(new Holiday(id, date, name, description));
          }
          return holidays;
        });
  }

  /** Any text that the domain accepts, of all planes of Unicode. */
  private static Arbitrary<String> texts(int longest) {
    return Arbitraries.integers()
        .between(' ', Character.MAX_CODE_POINT)
        .map(Character::toString)
        .filter(character -> TextRule.problemIn("x" + character, longest).isEmpty())
        .list()
        .ofMaxSize(30)
        .map(characters -> "x" + String.join("", characters));
  }

  private static Arbitrary<LocalDate> dates() {
    return Arbitraries.integers().between(0, 300_000).map(Limits.FIRST_DATE::plusDays);
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, MOST_MICROS)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  private static Arbitrary<Percentage> percentages() {
    return Arbitraries.integers()
        .between(0, 10_000)
        .map(hundredths -> Percentage.of(BigDecimal.valueOf(hundredths, 2)));
  }
}
