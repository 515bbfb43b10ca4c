package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WakeUpTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final WakeUp wakeUp = new WakeUp();

  @Test
  void a_ring_ends_the_wait() throws InterruptedException {
    Thread hearer = Thread.ofPlatform().start(() -> wakeUp.await(LONG));
    await().until(() -> hearer.getState() == Thread.State.TIMED_WAITING);
    wakeUp.ring();

    assertThat(hearer.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void a_ring_before_the_wait_counts_and_many_count_as_one() {
    wakeUp.ring();
    wakeUp.ring();
    wakeUp.await(LONG);

    long begin = System.nanoTime();
    wakeUp.await(Duration.ofMillis(50));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
  }

  @Test
  void a_wait_of_zero_forgets_the_rings_before_it() {
    wakeUp.ring();
    wakeUp.await(Duration.ZERO);

    long begin = System.nanoTime();
    wakeUp.await(Duration.ofMillis(50));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
  }

  @Test
  void an_interrupt_ends_the_wait() throws InterruptedException {
    Thread hearer = Thread.ofPlatform().start(() -> wakeUp.await(LONG));
    await().until(() -> hearer.getState() == Thread.State.TIMED_WAITING);
    hearer.interrupt();

    assertThat(hearer.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void no_ring_is_lost_between_many_ringers_and_the_hearer() throws InterruptedException {
    int rings = 200_000;
    AtomicInteger rung = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    Thread hearer =
        Thread.ofPlatform()
            .start(() -> {
              while (seen.get() < rings) {
                wakeUp.await(LONG);
                seen.set(rung.get());
              }
            });
    Runnable ringer =
        () -> {
          for (int i = 0; i < rings / 2; i++) {
            rung.incrementAndGet();
            wakeUp.ring();
          }
        };
    Thread other = Thread.ofPlatform().start(ringer);
    ringer.run();
    other.join();

    // a lost ring would leave the hearer waiting for half a minute
    assertThat(hearer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(seen).hasValue(rings);
  }
}
