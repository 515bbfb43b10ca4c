package dev.sprintcapacity.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildrenTest {
  private final Children children = new Children();
  private final ProcessBuilder sleeper = new ProcessBuilder("sleep", "60");

  @Test
  void all_end_and_none_is_started_again_once_the_end_has_begun()
      throws IOException, InterruptedException {
    Process first = children.start(sleeper);
    Process second = children.start(sleeper);

    children.end();

    assertThat(ended(first)).isTrue();
    assertThat(ended(second)).isTrue();
    assertThatThrownBy(() -> children.start(sleeper))
        .isInstanceOf(ChaosException.class)
        .hasMessageContaining("this program ends");
  }

  @Test
  void what_has_ended_before_is_nobodys_child_any_more() throws IOException, InterruptedException {
    Process first = children.start(sleeper);
    first.destroyForcibly();
    assertThat(ended(first)).isTrue();

    Process second = children.start(sleeper);

    assertThat(second.isAlive()).isTrue();
    children.end();
    assertThat(ended(second)).isTrue();
  }

  private static boolean ended(Process process) throws InterruptedException {
    return process.waitFor(10, TimeUnit.SECONDS);
  }
}
