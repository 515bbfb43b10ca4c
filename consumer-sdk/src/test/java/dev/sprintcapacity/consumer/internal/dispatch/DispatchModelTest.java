package dev.sprintcapacity.consumer.internal.dispatch;

import static dev.sprintcapacity.consumer.fixture.TestRecords.TOPIC;
import static dev.sprintcapacity.consumer.fixture.TestRecords.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.fixture.TestParts;
import dev.sprintcapacity.consumer.internal.retry.Backoff;
import dev.sprintcapacity.consumer.internal.retry.FailuresByType;
import dev.sprintcapacity.consumer.internal.retry.RetryRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.TopicPartition;

/**
 * A dispatcher with real threads beside a single thread that does the same record by record: for
 * each key the same attempts in the same order, never two at once, and nothing left over.
 */
class DispatchModelTest {
  private static final int RECORDS = 2_000;
  private static final int PARTITIONS = 3;
  private static final int MOST_ATTEMPTS = 3;
  private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

  private record Plan(long seed, int keys) {
    int partition(int key) {
      return key % PARTITIONS;
    }

    /** What a handler does with the record: the same whoever asks, and how often. */
    int fate(String key, long offset) {
      return new Random(seed ^ (31L * key.hashCode() + offset)).nextInt(100);
    }

    /** Attempts that fail before one succeeds; none does where it is {@link #MOST_ATTEMPTS}. */
    int failures(String key, long offset) {
      int fate = fate(key, offset);
      return fate < 3 ? MOST_ATTEMPTS : fate < 6 ? 2 : fate < 10 ? 1 : 0;
    }

    boolean permanent(String key, long offset) {
      return fate(key, offset) == 10;
    }

    boolean slow(String key, long offset) {
      return fate(key, offset) % 10 == 9;
    }
  }

  @Property(tries = 25)
  void each_key_sees_what_a_single_thread_would_do(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int keys,
      @ForAll @IntRange(min = 1, max = 50) int maxConcurrency,
      @ForAll boolean inline) {
    Plan plan = new Plan(seed, keys);
    Map<String, List<String>> seen = new ConcurrentHashMap<>();
    Map<String, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicBoolean overlapped = new AtomicBoolean();
    EventHandler handler =
        (event, context) -> {
          String key = Objects.requireNonNull(context.key());
          AtomicBoolean inside = busy.computeIfAbsent(key, k -> new AtomicBoolean());
          overlapped.compareAndSet(false, !inside.compareAndSet(false, true));
          try {
            seen.computeIfAbsent(key, k -> new ArrayList<>())
                .add(context.offset() + "#" + context.attempt());
            return outcome(plan, key, context);
          } finally {
            inside.set(false);
          }
        };
    TestParts parts = new TestParts();
    Dispatcher dispatcher =
        new Dispatcher(parts(parts, handler, maxConcurrency, inline ? 1_000_000 : 0));
    List<HeldPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(DispatchModelTest::opened).toList();

    long[] next = new long[PARTITIONS];
    Map<String, List<String>> expected = new ConcurrentHashMap<>();
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      int key = random.nextInt(keys);
      int partition = plan.partition(key);
      long offset = next[partition]++;
      expected
          .computeIfAbsent("k" + key, k -> new ArrayList<>())
          .addAll(attempts(plan, "k" + key, offset));
      dispatcher.dispatch(
          aRecord(new TopicPartition(TOPIC, partition), offset, "k" + key, "x"),
          partitions.get(partition));
      if (random.nextInt(20) == 0) {
        dispatcher.collect();
        dispatcher.activateDue();
      }
    }
    finish(dispatcher);

    assertThat(overlapped).as("two handlers of one key at once").isFalse();
    assertThat(seen).isEqualTo(expected);
    assertThat(dispatcher.busyLanes()).isZero();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(Objects.requireNonNull(partitions.get(partition).ledgerFrom(0)).contiguous())
          .isEqualTo(next[partition]);
    }
    // a worker reports first and says afterwards that it has ended
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> partitions.stream().allMatch(one -> one.begunWork() == 0));
    assertThat(dispatcher.counters().deadLetters().sum())
        .isEqualTo(parts.deadLetters.written.size());
  }

  private static HandlerResult outcome(Plan plan, String key, HandlerContext context)
      throws IOException {
    if (plan.slow(key, context.offset())) {
      LockSupport.parkNanos(200_000);
    }
    if (plan.permanent(key, context.offset())) {
      throw new PermanentHandlerException("planned");
    }
    if (context.attempt() <= plan.failures(key, context.offset())) {
      if (context.offset() % 2 == 0) {
        return HandlerResult.retryLater(Duration.ofNanos(500_000));
      }
      throw new IOException("planned");
    }
    return context.offset() % 5 == 0 ? HandlerResult.skip("planned") : HandlerResult.done();
  }

  private static List<String> attempts(Plan plan, String key, long offset) {
    int attempts =
        plan.permanent(key, offset) ? 1 : Math.min(MOST_ATTEMPTS, plan.failures(key, offset) + 1);
    return IntStream.rangeClosed(1, attempts).mapToObj(n -> offset + "#" + n).toList();
  }

  private static void finish(Dispatcher dispatcher) {
    long begin = System.nanoTime();
    dispatcher.collect();
    while (dispatcher.inMemory() > 0 && System.nanoTime() - begin < LIMIT_NANOS) {
      dispatcher.activateDue();
      dispatcher.awaitReport(1_000_000);
      dispatcher.collect();
    }
    assertThat(dispatcher.inMemory()).as("records that never came back").isZero();
  }

  private static DispatchParts parts(
      TestParts parts, EventHandler handler, int maxConcurrency, long inlineNanos) {
    RetryPolicy policy =
        new RetryPolicy(
            MOST_ATTEMPTS,
            Duration.ofNanos(300_000),
            2,
            Duration.ofMillis(2),
            0.5,
            AfterLastAttempt.DEAD_LETTER);
    DispatchParts manual = parts.with(handler, policy, maxConcurrency, inlineNanos, r -> {});
    Executor threads = work -> Thread.ofVirtual().start(work);
    return new DispatchParts(
        manual.group(),
        manual.handlers(),
        manual.inbound(),
        manual.deadLetters(),
        manual.parkedKeys(),
        new RetryRules(policy, new FailuresByType(), () -> 0.3),
        new Backoff(policy, () -> 0.3),
        maxConcurrency,
        inlineNanos,
        threads,
        manual.clock(),
        System::nanoTime,
        Pause.PARKED);
  }

  private static HeldPartition opened(int number) {
    HeldPartition partition = new HeldPartition(new TopicPartition(TOPIC, number));
    partition.openFrom(0, "");
    return partition;
  }
}
