package dev.sprintcapacity.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final Lifecycle<String> lifecycle = new Lifecycle<>("test");
  private final List<String> stopped = new ArrayList<>();

  @Test
  void parts_are_started_once_and_stopped_once() {
    lifecycle.start(() -> "first");
    lifecycle.start(() -> "second");

    assertThat(lifecycle.started()).isEqualTo("first");
    lifecycle.close(stopped::add);
    lifecycle.close(stopped::add);
    assertThat(stopped).containsExactly("first");
    assertThat(lifecycle.running()).isEmpty();
  }

  @Test
  void what_could_not_start_may_be_started_again() {
    assertThatThrownBy(() ->
            lifecycle.start(() -> {
              throw new ConsumersException("refused");
            }))
        .hasMessage("refused");
    assertThat(lifecycle.running()).isEmpty();

    lifecycle.start(() -> "later");

    assertThat(lifecycle.started()).isEqualTo("later");
  }

  @Test
  void whoever_comes_too_early_or_too_late_is_told() {
    assertThatThrownBy(lifecycle::started)
        .isInstanceOf(ConsumersException.class)
        .hasMessage("The test consumer does not run: call start() first");
    lifecycle.close(stopped::add);

    assertThatThrownBy(() -> lifecycle.start(() -> "late"))
        .isInstanceOf(ConsumersException.class)
        .hasMessage("The test consumer was closed: build another");
    assertThat(stopped).isEmpty();
  }
}
