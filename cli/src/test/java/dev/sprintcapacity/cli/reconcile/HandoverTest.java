package dev.sprintcapacity.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one thread reads another one works on: all of it, in order, and neither waits for ever. */
@Timeout(60)
class HandoverTest {
  private static final int MANY = 12_345;

  @Test
  void all_is_worked_on_in_its_order_before_the_end_returns() {
    List<Integer> done = new ArrayList<>();

    try (Handover<Integer> handover = new Handover<>("work", done::add)) {
      IntStream.range(0, MANY).forEach(handover::add);
      handover.end();
    }

    assertThat(done).containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  void what_the_work_throws_reaches_the_reader_however_much_it_still_has() {
    try (Handover<Integer> handover =
        new Handover<>(
            "work",
            each -> {
              throw new IllegalStateException("cannot work on " + each);
            })) {
      assertThatThrownBy(
              () -> {
                IntStream.range(0, MANY).forEach(handover::add);
                handover.end();
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cannot work on 0");
    }
  }

  @Test
  void a_reader_that_gives_up_leaves_no_thread() {
    CountDownLatch begun = new CountDownLatch(1);
    List<Thread> worker = new ArrayList<>();
    try (Handover<Integer> handover =
        new Handover<>(
            "work",
            _ -> {
              worker.add(Thread.currentThread());
              begun.countDown();
            })) {
      IntStream.range(0, 100).forEach(handover::add);
      await().atMost(Duration.ofSeconds(30)).until(() -> begun.getCount() == 0);
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> !worker.getFirst().isAlive());
  }
}
