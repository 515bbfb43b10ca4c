package dev.sprintcapacity.domain.people;

import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.withConfidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.Fixtures;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.Vacation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTest {

  @Test
  void own_confidence_comes_before_the_sprints() {
    assertThat(aMember("member-1").confidenceOr(Percentage.HUNDRED)).isEqualTo(Percentage.HUNDRED);
    assertThat(withConfidence(aMember("member-1"), "0").confidenceOr(Percentage.HUNDRED))
        .isEqualTo(Percentage.of("0"));
  }

  @Test
  void vacations_cannot_be_changed_from_outside() {
    List<Vacation> vacations =
        new ArrayList<>(Fixtures.vacations(dates("2025-12-01", "2025-12-02")));
    Member member = new Member(new MemberId("member-1"), "Bob", Role.TESTER, null, null, vacations);

    vacations.clear();

    assertThat(member.vacations()).hasSize(1);
  }
}
