package dev.sprintcapacity.domain;

import static dev.sprintcapacity.domain.Fixtures.NOON;
import static dev.sprintcapacity.domain.Fixtures.aHoliday;
import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.aSprint;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.withHolidays;
import static dev.sprintcapacity.domain.Fixtures.withTeam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.capacity.CapacityCalculator;
import dev.sprintcapacity.domain.capacity.MemberCapacity;
import dev.sprintcapacity.domain.capacity.SprintCapacity;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value refuses what it cannot hold, and says what, with which value, and what to do. */
class RejectionTest {

  private static final Instant EARLIER = NOON.minusSeconds(1);
  private static final LocalDate MONDAY = LocalDate.parse("2025-12-01");

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource({"ofValues", "ofPeople", "ofPlans", "ofSprints", "ofCapacities"})
  void refusal_names_the_subject_the_value_and_what_to_do(
      String subject, String value, String advice, ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(subject + " ")
        .hasMessageContaining(value)
        .hasMessageContaining(advice);
  }

  static Stream<Arguments> ofValues() {
    return Stream.of(
        refusal("Percentage", "\"100.01\"", "choose a number", () -> Percentage.of("100.01")),
        refusal("Percentage", "\"1.005\"", ": round it", () -> Percentage.of("1.005")),
        refusal("Percentage", "\"x\"", "write it like 87.5", () -> Percentage.of("x")),
        refusal("Member id", "\"a b\"", "use an id", () -> new MemberId("a b")),
        refusal("Vacation id", "\"\"", "use an id", () -> new VacationId("")),
        refusal("Holiday id", "\"ä\"", "use an id", () -> new HolidayId("ä")),
        refusal("Sprint id", "\"team-1\"", "use an id", () -> new SprintId("team-1")),
        refusal("Sprint id", "\"sprint-\"", "use an id", () -> new SprintId("sprint-")),
        refusal("Sprint number", "\"25/01\"", "like 25-01", () -> new SprintNumber("25/01")),
        refusal("First date", "1969-12-31", "year", () -> dates("1969-12-31", "2025-12-01")),
        refusal("Last date", "3000-01-01", "year", () -> dates("2025-12-01", "3000-01-01")),
        refusal("Last date", "2025-11-30", "swap", () -> dates("2025-12-01", "2025-11-30")),
        refusal("Holiday date", "+12025-12-08", "year", () -> aHoliday(1, date("+12025-12-08"))),
        refusal("Holiday name", "\" \"", "write", () -> aNamedHoliday(" ", null)),
        refusal("Holiday name", "has 201", "shorten", () -> aNamedHoliday("x".repeat(201), null)),
        refusal(
            "Holiday description",
            "has 1001",
            "shorten",
            () -> aNamedHoliday("x", "y".repeat(1001))),
        refusal("Holiday description", "U+0000", "remove", () -> aNamedHoliday("x", "y\u0000")));
  }

  static Stream<Arguments> ofPeople() {
    return Stream.of(
        refusal("Member name", "has 201", "shorten", () -> aNamedMember("x".repeat(201), null)),
        refusal("Member name", "\"Bob U+0000\"", "remove", () -> aNamedMember("Bob \u0000", null)),
        refusal("Member email", "\"bob\"", "write it like", () -> aNamedMember("Bob", "bob")),
        refusal("Member email", "\"\"", "write", () -> aNamedMember("Bob", "")),
        refusal("Vacation reason", "has 501", "shorten", () -> aLeave("x".repeat(501))),
        refusal("Vacation reason", "U+000A", "remove", () -> aLeave("a\nb")),
        refusal("Member member-1", "has 101", "merge", () -> aMember("member-1", leaves(101))),
        refusal(
            "Member member-1",
            "has vacation-1 twice",
            "remove one",
            () -> withVacations(List.of(aLeave("a trip"), aLeave("a trip")))));
  }

  static Stream<Arguments> ofPlans() {
    SprintPlan plan = aPlan();
    return Stream.of(
        refusal("Sprint end date", "2025-12-01", "move", () -> lasting(MONDAY, MONDAY)),
        refusal(
            "Sprint end date",
            "2026-12-02",
            "shorter",
            () -> lasting(MONDAY, MONDAY.plusDays(366))),
        refusal("A sprint", "has 201", "two sprints", () -> withTeam(plan, members(201))),
        refusal("A sprint", "has 367", "two sprints", () -> withHolidays(plan, holidays(367))),
        refusal(
            "A sprint",
            "member-1 twice",
            "remove one",
            () -> withTeam(plan, List.of(aMember("member-1"), aMember("member-1")))),
        refusal(
            "A sprint",
            "holiday-1 twice",
            "remove one",
            () -> withHolidays(plan, Collections.nCopies(2, aHoliday(1, MONDAY)))));
  }

  static Stream<Arguments> ofSprints() {
    SprintId id = aSprint().id();
    SprintPlan plan = aPlan();
    String times = "check where these times come from";
    return Stream.of(
        refusal(
            "Sprint sprint-123",
            EARLIER.toString(),
            times,
            () -> new PlannedSprint(id, plan, NOON, EARLIER)),
        refusal(
            "Sprint sprint-123",
            "startedAt not before createdAt",
            times,
            () -> new ActiveSprint(id, plan, NOON, NOON, EARLIER)),
        refusal(
            "Sprint sprint-123",
            "updatedAt not before startedAt",
            times,
            () -> new ActiveSprint(id, plan, EARLIER, EARLIER, NOON)),
        refusal(
            "Sprint sprint-123",
            "startedAt not before createdAt",
            times,
            () -> new CompletedSprint(id, plan, NOON, NOON, EARLIER, NOON)),
        refusal(
            "Sprint sprint-123",
            "completedAt not before startedAt",
            times,
            () -> new CompletedSprint(id, plan, EARLIER, NOON, NOON, EARLIER)),
        refusal(
            "Sprint sprint-123",
            "updatedAt not before completedAt",
            times,
            () -> new CompletedSprint(id, plan, EARLIER, EARLIER, EARLIER, NOON)));
  }

  static Stream<Arguments> ofCapacities() {
    return Stream.of(
        refusal("Capacity of member-1", "-1 available", "count again", () -> ofMember(-1, 0, "0")),
        refusal("Capacity of member-1", "-2 on leave", "count again", () -> ofMember(0, -2, "0")),
        refusal("Capacity of member-1", "-0.01", "count again", () -> ofMember(0, 0, "-0.01")),
        refusal("totalWorkingDays", "-1", "count again", () -> ofTeam(-1, 4, "3.60", 1, 6)),
        refusal("totalCapacityDays", "must be 4", "is 5", () -> ofTeam(10, 5, "3.60", 1, 6)),
        refusal("adjustedTotalCapacity", "-1", "count again", () -> ofTeam(10, 4, "-0.1", 1, 6)),
        refusal("teamSize", "must be 1", "is 2", () -> ofTeam(10, 4, "3.60", 2, 6)),
        refusal("vacationDaysCount", "must be 6", "is 7", () -> ofTeam(10, 4, "3.60", 1, 7)));
  }

  @Test
  void everything_exactly_at_its_limit_is_accepted() {
    assertThat(aNamedMember("x".repeat(Limits.NAME), null).name()).hasSize(200);
    assertThat(aLeave("x".repeat(Limits.VACATION_REASON)).reason()).hasSize(500);
    assertThat(aNamedHoliday("x".repeat(200), "y".repeat(1000)).description()).hasSize(1000);
    assertThat(aMember("member-1", leaves(100)).vacations()).hasSize(100);
    assertThat(lasting(MONDAY, MONDAY.plusDays(365)).dates().days()).isEqualTo(366);
    SprintPlan largest = withHolidays(withTeam(aPlan(), members(200)), holidays(366));
    assertThat(CapacityCalculator.capacityOf(largest).teamSize()).isEqualTo(200);
  }

  private static Arguments refusal(
      String subject, String value, String advice, ThrowingCallable construction) {
    return Arguments.of(subject, value, advice, construction);
  }

  private static LocalDate date(String date) {
    return LocalDate.parse(date);
  }

  private static Holiday aNamedHoliday(String name, @Nullable String description) {
    return new Holiday(new HolidayId("holiday-1"), MONDAY, name, description);
  }

  private static Member aNamedMember(String name, @Nullable String email) {
    return new Member(new MemberId("member-1"), name, Role.TESTER, email, null, List.of());
  }

  private static Member withVacations(List<Vacation> vacations) {
    return new Member(new MemberId("member-1"), "Bob", Role.TESTER, null, null, vacations);
  }

  private static Vacation aLeave(String reason) {
    return new Vacation(new VacationId("vacation-1"), new DateRange(MONDAY, MONDAY), reason);
  }

  private static DateRange[] leaves(int count) {
    return Collections.nCopies(count, new DateRange(MONDAY, MONDAY)).toArray(DateRange[]::new);
  }

  private static List<Member> members(int count) {
    return IntStream.range(0, count).mapToObj(index -> aMember("member-" + index)).toList();
  }

  private static List<Holiday> holidays(int count) {
    return IntStream.range(0, count).mapToObj(index -> aHoliday(index, MONDAY)).toList();
  }

  private static SprintPlan lasting(LocalDate first, LocalDate last) {
    return new SprintPlan(
        aPlan().number(), new DateRange(first, last), Percentage.HUNDRED, List.of(), List.of());
  }

  private static MemberCapacity ofMember(int available, int onLeave, String adjusted) {
    return new MemberCapacity(
        new MemberId("member-1"),
        "Bob",
        available,
        onLeave,
        Percentage.HUNDRED,
        new BigDecimal(adjusted));
  }

  private static SprintCapacity ofTeam(
      int workingDays, int available, String adjusted, int teamSize, int onLeave) {
    return new SprintCapacity(
        workingDays,
        available,
        new BigDecimal(adjusted),
        teamSize,
        0,
        onLeave,
        Percentage.HUNDRED,
        "a formula",
        List.of(ofMember(4, 6, "3.60")));
  }
}
