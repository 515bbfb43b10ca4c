package dev.sprintcapacity.service.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsCsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(String text) {
    assertThat(AnalyticsCsv.text(text)).isEqualTo("'" + text);
  }

  @Test
  void any_other_text_is_as_it_is() {
    assertThat(AnalyticsCsv.text("Sprint = 25-01")).isEqualTo("Sprint = 25-01");
    assertThat(AnalyticsCsv.text("")).isEmpty();
  }
}
