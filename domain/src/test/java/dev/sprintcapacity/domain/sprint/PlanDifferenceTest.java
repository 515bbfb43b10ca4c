package dev.sprintcapacity.domain.sprint;

import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.holidays;
import static dev.sprintcapacity.domain.Fixtures.withConfidence;
import static dev.sprintcapacity.domain.Fixtures.withHolidays;
import static dev.sprintcapacity.domain.Fixtures.withTeam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.people.Member;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlanDifferenceTest {

  private static final SprintPlan PLAN = aPlan(aMember("member-1"), aMember("member-2"));

  @Test
  void plan_does_not_differ_from_its_copy() {
    PlanDifference difference = PlanDifference.between(PLAN, withTeam(PLAN, PLAN.team()));

    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference).isEqualTo(new PlanDifference(false, Set.of()));
  }

  @Property
  void exactly_what_was_changed_is_found(
      @ForAll Set<PlanField> fields, @ForAll boolean teamChanged) {
    PlanDifference difference = PlanDifference.between(PLAN, changed(PLAN, fields, teamChanged));

    assertThat(difference).isEqualTo(new PlanDifference(teamChanged, fields));
    assertThat(difference.isEmpty()).isEqualTo(fields.isEmpty() && !teamChanged);
    assertThat(PlanDifference.between(changed(PLAN, fields, teamChanged), PLAN))
        .isEqualTo(difference);
  }

  @Test
  void fields_are_listed_in_their_own_order() {
    PlanDifference difference =
        new PlanDifference(false, Set.of(PlanField.HOLIDAYS, PlanField.NUMBER, PlanField.END_DATE));

    assertThat(difference.changedFields())
        .containsExactly(PlanField.NUMBER, PlanField.END_DATE, PlanField.HOLIDAYS);
  }

  @Test
  void changed_fields_cannot_be_changed_from_outside() {
    Set<PlanField> fields = EnumSet.of(PlanField.NUMBER);
    PlanDifference difference = new PlanDifference(false, fields);

    fields.clear();

    assertThat(difference.changedFields()).containsExactly(PlanField.NUMBER);
    assertThatThrownBy(() -> difference.changedFields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void leave_confidence_order_and_membership_all_change_the_team() {
    Member first = PLAN.team().getFirst();
    Member second = PLAN.team().getLast();
    Member onLeave = aMember("member-1", dates("2025-12-01", "2025-12-01"));

    assertTeamOnly(List.of(onLeave, second));
    assertTeamOnly(List.of(withConfidence(first, "50"), second));
    assertTeamOnly(List.of(second, first));
    assertTeamOnly(List.of(first));
    assertTeamOnly(List.of(first, second, aMember("member-3")));
  }

  @Test
  void new_name_of_a_holiday_changes_the_holidays() {
    SprintPlan before = withHolidays(PLAN, holidays("2025-12-08"));
    Holiday holiday = before.holidays().getFirst();
    Holiday renamed = new Holiday(holiday.id(), holiday.date(), "Immaculate Conception", null);

    assertThat(PlanDifference.between(before, withHolidays(PLAN, List.of(renamed))))
        .isEqualTo(new PlanDifference(false, Set.of(PlanField.HOLIDAYS)));
  }

  @Test
  void another_way_of_writing_the_same_confidence_changes_nothing() {
    assertThat(PlanDifference.between(PLAN, withConfidence(PLAN, Percentage.of("90.00"))).isEmpty())
        .isTrue();
  }

  @Test
  void wire_names_are_those_of_the_event_contract() {
    assertThat(Arrays.stream(PlanField.values()).map(PlanField::wireName))
        .containsExactly(
            "sprint_number", "start_date", "end_date", "confidence_percentage", "holidays");
  }

  private static void assertTeamOnly(List<Member> team) {
    assertThat(PlanDifference.between(PLAN, withTeam(PLAN, team)))
        .isEqualTo(new PlanDifference(true, Set.of()));
  }

  private static SprintPlan changed(SprintPlan plan, Set<PlanField> fields, boolean teamChanged) {
    LocalDate first = plan.dates().first();
    LocalDate last = plan.dates().last();
    return new SprintPlan(
        fields.contains(PlanField.NUMBER) ? new SprintNumber("25-02") : plan.number(),
        new DateRange(
            fields.contains(PlanField.START_DATE) ? first.plusDays(1) : first,
            fields.contains(PlanField.END_DATE) ? last.plusDays(1) : last),
        fields.contains(PlanField.CONFIDENCE) ? Percentage.of("80") : plan.confidence(),
        teamChanged ? List.of(aMember("member-3")) : plan.team(),
        fields.contains(PlanField.HOLIDAYS) ? holidays("2025-12-08") : plan.holidays());
  }
}
