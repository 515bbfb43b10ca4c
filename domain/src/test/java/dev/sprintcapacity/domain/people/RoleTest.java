package dev.sprintcapacity.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void labels_are_those_of_the_wire_contract() {
    assertThat(Arrays.stream(Role.values()).map(Role::label))
        .containsExactly(
            "Developer", "Tester", "Designer", "Product Owner", "Scrum Master", "Tech Lead");
  }

  @Test
  void every_label_leads_back_to_its_role() {
    assertThat(Role.values())
        .allSatisfy(role -> assertThat(Role.fromLabel(role.label())).hasValue(role));
  }

  @Test
  void nothing_but_the_exact_label_is_a_role() {
    assertThat(Role.fromLabel("developer")).isEmpty();
    assertThat(Role.fromLabel("DEVELOPER")).isEmpty();
    assertThat(Role.fromLabel("Developer ")).isEmpty();
    assertThat(Role.fromLabel("")).isEmpty();
  }
}
