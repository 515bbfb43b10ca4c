package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aLifecycleEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventChecksRaceTest {
  private static final int LANES = 64;
  private static final long EVENTS = 300;
  private static final long LIMIT_SECONDS = 60;

  /** Room for all ids, so that each repetition is known for what it is. */
  private final Checks checks =
      Checks.with(IdempotencySettings.DEFAULT.withMemory((int) (LANES * EVENTS), LANES));

  @Test
  void lanes_side_by_side_in_one_partition_each_get_their_events_once()
      throws ExecutionException, InterruptedException {
    List<Callable<List<Long>>> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int number = lane;
      lanes.add(() -> delivered(number));
    }

    assertThat(allOf(lanes))
        .hasSize(LANES)
        .allSatisfy(delivered ->
            assertThat(delivered).isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList()));
    assertThat(checks.checks.counts().stale()).isZero();
    assertThat(checks.checks.counts().duplicates()).isGreaterThan(LANES * EVENTS / 3);
  }

  @Test
  void partitions_that_come_and_go_meanwhile_lose_nothing_and_disturb_nobody()
      throws ExecutionException, InterruptedException {
    List<Callable<List<Long>>> tasks = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int number = lane;
      tasks.add(() -> delivered(number));
    }
    tasks.add(() -> {
      for (int i = 0; i < 2_000; i++) {
        checks.checks.revoked(Checks.PARTITIONS);
        checks.checks.assigned(Checks.PARTITIONS);
      }
      return LongStream.rangeClosed(1, EVENTS).boxed().toList();
    });

    assertThat(allOf(tasks))
        .allSatisfy(delivered ->
            assertThat(delivered).containsAll(LongStream.rangeClosed(1, EVENTS).boxed().toList()));
  }

  /** Every event comes, some come again at once, some of those before come again. */
  private List<Long> delivered(int lane) {
    Random random = new Random(lane);
    List<Long> delivered = new ArrayList<>();
    long offset = lane * 10_000_000L;
    for (long next = 1; next <= EVENTS; next++) {
      long again = random.nextInt(3) == 0 ? Math.max(1, next - random.nextInt(5)) : next;
      for (long sequence = again; sequence <= next; sequence++) {
        var record = aRecord(offset++, aLifecycleEvent("lane-" + lane, sequence));
        if (checks.check(record) instanceof Inbound.Deliver deliver) {
          delivered.add(deliver.sequence());
        }
        checks.checks.handled(record);
      }
    }
    return delivered;
  }

  private static <T> List<T> allOf(List<Callable<T>> tasks)
      throws ExecutionException, InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result : executor.invokeAll(tasks, LIMIT_SECONDS, TimeUnit.SECONDS)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
