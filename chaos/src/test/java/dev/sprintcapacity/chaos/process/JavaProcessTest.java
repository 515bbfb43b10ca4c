package dev.sprintcapacity.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.ChaosException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private JavaProcess process = new JavaProcess(command(Path.of(".")));

  private static JavaCommand command(Path folder) {
    return new JavaCommand(
        "chatter",
        Chatter.class.getName(),
        JavaCommand.SMALL_JVM,
        List.of("one", "two words"),
        Map.of("CHATTER", "on"),
        folder);
  }

  @BeforeEach
  void start() {
    process = new JavaProcess(command(folder));
    process.start();
    awaitPrinted("count 3");
  }

  @AfterEach
  void end() {
    process.close();
  }

  @Test
  void a_child_gets_class_path_arguments_and_environment() {
    assertThat(process.printed()).contains("hello one,two words on").contains("variable null");
  }

  @Test
  void kill_leaves_no_time_for_a_shutdown_hook() {
    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThat(process.printed()).doesNotContain("asked to end");
  }

  @Test
  void stop_lets_the_child_end_by_itself() {
    assertThat(process.stop(LIMIT)).isTrue();
    assertThat(process.printed()).contains("asked to end");
  }

  @Test
  void a_frozen_child_is_silent_until_thawed() {
    process.freeze();
    String frozen = process.printed();

    Await.pause(Duration.ofMillis(100));

    assertThat(process.isAlive()).isTrue();
    assertThat(process.printed()).isEqualTo(frozen);
    process.thaw();
    Await.until(
        "more is printed", LIMIT, () -> process.printed().length() > frozen.length(), () -> "");
  }

  @Test
  void a_frozen_child_that_does_not_end_when_asked_is_killed() {
    process.freeze();

    assertThat(process.stop(Duration.ofMillis(100))).isFalse();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void a_second_run_has_another_pid_and_another_output() {
    long pid = process.pid();
    Path output = process.output();
    process.kill();

    process.start();

    awaitPrinted("count 3");
    assertThat(process.pid()).isNotEqualTo(pid);
    assertThat(process.output()).isNotEqualTo(output);
    assertThatThrownBy(() -> process.start())
        .isInstanceOf(ChaosException.class)
        .hasMessage("chatter runs already");
  }

  @Test
  void waiting_in_vain_ends_with_what_was_awaited_and_how_things_stood() {
    assertThatThrownBy(
            () -> Await.until("the end", Duration.ofMillis(50), () -> false, () -> "it was early"))
        .isInstanceOf(ChaosException.class)
        .hasMessage("the end: not within PT0.05S; it was early");
  }

  private void awaitPrinted(String text) {
    Await.until(
        text + " is printed", LIMIT, () -> process.printed().contains(text), process::printed);
  }
}
