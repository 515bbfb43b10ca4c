package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Parts are stopped in reverse, each one whatever the others do, within one limit. */
class StartedPartsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final StartedParts parts = new StartedParts();

  @Test
  void parts_are_stopped_once_in_reverse_order() {
    parts.add("Kafka", () -> stopped.add("Kafka"));
    parts.add("PostgreSQL", () -> stopped.add("PostgreSQL"));
    parts.add("service", () -> stopped.add("service"));

    parts.close(LIMIT);
    parts.close(LIMIT);

    assertThat(stopped).containsExactly("service", "PostgreSQL", "Kafka");
  }

  @Test
  void a_part_that_comes_while_the_others_are_stopped_is_stopped_too() {
    parts.add("Kafka", () -> stopped.add("Kafka"));
    parts.close(LIMIT);

    assertThatThrownBy(() -> parts.add("service", () -> stopped.add("service")))
        .isInstanceOf(StandaloneException.class)
        .hasMessage("asked to stop before service was started");
    assertThat(stopped).containsExactly("Kafka", "service");
  }

  @Test
  void wherever_a_part_fails_to_stop_the_others_are_stopped_all_the_same() {
    for (int failing = 0; failing < 3; failing++) {
      StartedParts three = new StartedParts();
      stopped.clear();
      for (int i = 0; i < 3; i++) {
        three.add("part " + i, i == failing ? () -> fail("broken") : recording("part " + i));
      }

      assertThatThrownBy(() -> three.close(LIMIT))
          .isInstanceOf(StandaloneException.class)
          .hasMessage("part %d did not stop cleanly", failing)
          .hasRootCauseMessage("broken");
      assertThat(stopped).hasSize(2).doesNotContain("part " + failing);
    }
  }

  @Test
  void the_first_failure_to_stop_carries_the_later_ones() {
    parts.add("Kafka", () -> fail("no broker"));
    parts.add("service", () -> fail("no context"));

    assertThatThrownBy(() -> parts.close(LIMIT))
        .hasMessageStartingWith("service")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(later -> assertThat(later).hasMessageStartingWith("Kafka")));
  }

  @Test
  void a_failure_to_stop_never_hides_the_failure_to_start() {
    parts.add("Kafka", () -> fail("no broker"));
    IllegalStateException toStart = new IllegalStateException("to start");

    parts.closeAfter(toStart, LIMIT);

    assertThat(toStart.getSuppressed())
        .singleElement()
        .satisfies(later -> assertThat(later).hasMessageStartingWith("Kafka"));
  }

  @Test
  void a_part_that_hangs_is_given_up_and_the_others_are_stopped() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch kafkaStopped = new CountDownLatch(1);
    parts.add("Kafka", kafkaStopped::countDown);
    parts.add("service", () -> awaitUninterruptibly(never, LIMIT.multipliedBy(2)));

    parts.close(Duration.ofMillis(50));

    awaitUninterruptibly(kafkaStopped, LIMIT);
    never.countDown();
  }

  private Runnable recording(String name) {
    return () -> stopped.add(name);
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static void awaitUninterruptibly(CountDownLatch latch, Duration limit) {
    try {
      assertThat(latch.await(limit.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
