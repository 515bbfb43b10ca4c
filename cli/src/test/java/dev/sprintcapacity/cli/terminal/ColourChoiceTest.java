package dev.sprintcapacity.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {

  @Test
  void it_is_automatic_on_a_terminal_that_can_and_wants_to() {
    assertThat(ColourChoice.AUTO.palette(Map.of(), () -> true)).isEqualTo(Palette.ANSI);
    assertThat(ColourChoice.AUTO.palette(Map.of(), () -> false)).isEqualTo(Palette.PLAIN);
    assertThat(ColourChoice.AUTO.palette(Map.of("TERM", "dumb"), () -> true))
        .isEqualTo(Palette.PLAIN);
    assertThat(ColourChoice.AUTO.palette(Map.of("NO_COLOR", "1"), () -> true))
        .isEqualTo(Palette.PLAIN);
    assertThat(ColourChoice.AUTO.palette(Map.of("NO_COLOR", ""), () -> true))
        .isEqualTo(Palette.ANSI);
  }

  @Test
  void a_choice_of_the_user_wins_over_everything() {
    assertThat(ColourChoice.ALWAYS.palette(Map.of("NO_COLOR", "1"), () -> false))
        .isEqualTo(Palette.ANSI);
    assertThat(ColourChoice.NEVER.palette(Map.of(), () -> true)).isEqualTo(Palette.PLAIN);
  }
}
