package dev.sprintcapacity.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> KNOWN = List.of("startDate", "endDate", "sprintNumber", "name");

  @Test
  void finds_the_name_behind_a_typing_error_or_another_spelling() {
    assertThat(NearestName.of("startdat", KNOWN)).contains("startDate");
    assertThat(NearestName.of("start_date", KNOWN)).contains("startDate");
    assertThat(NearestName.of("SprintNumbr", KNOWN)).contains("sprintNumber");
    assertThat(NearestName.of("nam", KNOWN)).contains("name");
  }

  @Test
  void stays_silent_where_nothing_is_near() {
    assertThat(NearestName.of("velocity", KNOWN)).isEmpty();
    assertThat(NearestName.of("x".repeat(100_000), KNOWN)).isEmpty();
    assertThat(NearestName.of("", KNOWN)).isEmpty();
  }
}
