package dev.sprintcapacity.postgres.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.sprint.SprintId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SprintCursorTest {

  private static final SprintCursor CURSOR =
      new SprintCursor(LocalDate.of(2025, 12, 1), new SprintId("sprint-" + "a".repeat(57)));

  @Test
  void a_token_is_read_as_the_cursor_it_was_made_of_and_needs_no_escaping() {
    assertThat(SprintCursor.parse(CURSOR.token())).contains(CURSOR);
    assertThat(CURSOR.token()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2025-12-01",
        "2025-12-01 member-1",
        "2025-02-30 sprint-1",
        "2025-12-01  sprint-1",
        "+2025-12-01 sprint-1",
        "2025-12-01 sprint-1'; drop table sprint",
        "+999999999-12-31 sprint-1"
      })
  void a_token_of_anything_else_is_no_cursor(String text) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));

    assertThat(SprintCursor.parse(token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "====", "MjAyNS0xMi0wMSBzcHJpbnQtMQ==", "é", "\u0000"})
  void what_is_no_token_is_no_cursor(String token) {
    assertThat(SprintCursor.parse(token)).isEmpty();
  }

  @Test
  void a_token_that_is_too_long_is_not_even_decoded() {
    assertThat(SprintCursor.parse(CURSOR.token().repeat(100_000))).isEmpty();
  }
}
