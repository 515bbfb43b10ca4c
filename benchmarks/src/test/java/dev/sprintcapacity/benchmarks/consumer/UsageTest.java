package dev.sprintcapacity.benchmarks.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final int THREADS = 200;
  private static final int BYTES = 100_000;

  @Test
  void what_virtual_threads_allocate_is_counted() throws InterruptedException {
    AtomicLong used = new AtomicLong();
    long before = Usage.bytes();

    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(i -> Thread.startVirtualThread(() -> used.addAndGet(new byte[BYTES].length)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(used.get()).isEqualTo((long) THREADS * BYTES);
    assertThat(Usage.bytes() - before).isBetween(used.get(), 2 * used.get());
  }
}
