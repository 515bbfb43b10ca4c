package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.history.WriteLog;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.postgres.PostgresException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writers whose transactions overlap on the same sprints as no API lets them: ids drawn long before
 * the lock, several sprints at once, savepoints, pauses in the middle, rollbacks, deadlocks.
 */
public final class OverlappingWriters implements AutoCloseable {
  /** Sprints they meet on. */
  private static final int SPRINTS = 12;

  private static final int MOST_STEPS = 3;
  private static final int MOST_PAUSE_MILLIS = 40;

  /** Every so manieth transaction is rolled back. */
  private static final int ROLLED_BACK = 5;

  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  /** A writer may wait for a lock, and a deadlock is found after a second. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final String jdbcUrl;
  private final WriteLog log;
  private final int writers;
  private final long seed;
  private final SamplePlans samples = new SamplePlans();
  private final AtomicReferenceArray<@Nullable SprintId> sprints =
      new AtomicReferenceArray<>(SPRINTS);
  private final LongAdder committed = new LongAdder();
  private final LongAdder rolledBack = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;
  private volatile @Nullable RuntimeException failure;

  /** So many writers of the database behind the URL. */
  public OverlappingWriters(String jdbcUrl, WriteLog log, int writers, long seed) {
    this.jdbcUrl = jdbcUrl;
    this.log = log;
    this.writers = writers;
    this.seed = seed;
  }

  /** Begins to write. */
  public void start() {
    for (int i = 0; i < writers; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      threads.add(Thread.ofVirtual().name("chaos-writer").start(() -> run(random)));
    }
  }

  private void run(RandomGenerator random) {
    try {
      while (!ending) {
        runOnce(random);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void runOnce(RandomGenerator random) {
    try (StoreTransaction transaction = StoreTransaction.begin(jdbcUrl, samples, log)) {
      List<SprintId> created = work(transaction, random);
      if (random.nextInt(ROLLED_BACK) == 0) {
        rolledBack.increment();
        return;
      }
      transaction.commit();
      committed.increment();
      created.forEach(id -> sprints.set(random.nextInt(SPRINTS), id));
    } catch (PostgresException | SQLException | ChaosException e) {
      failed.increment();
      Await.pause(AFTER_FAILURE);
    }
  }

  private List<SprintId> work(StoreTransaction transaction, RandomGenerator random)
      throws SQLException {
    List<SprintId> created = new ArrayList<>();
    if (random.nextBoolean()) {
      transaction.drawId();
    }
    int steps = 1 + random.nextInt(MOST_STEPS);
    for (int i = 0; i < steps; i++) {
      SprintId known = sprints.get(random.nextInt(SPRINTS));
      if (known == null || random.nextInt(6) == 0) {
        created.add(transaction.create());
      } else if (random.nextInt(6) == 0) {
        transaction.createAndTakeBack();
      } else {
        transaction.revise(known);
      }
      Await.pause(Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)));
    }
    return created;
  }

  /** Transactions that were committed so far. */
  public long committed() {
    return committed.sum();
  }

  /** Transactions that were rolled back on purpose so far. */
  public long rolledBack() {
    return rolledBack.sum();
  }

  /** Transactions that failed so far, by a deadlock or by a fault. */
  public long failed() {
    return failed.sum();
  }

  /**
   * Ends: every writer finishes its transaction.
   *
   * @throws ChaosException if a writer failed or does not end
   */
  public void stop() {
    ending = true;
    try {
      for (Thread thread : threads) {
        if (!thread.join(STOP_LIMIT)) {
          throw new ChaosException("a writer does not end within " + STOP_LIMIT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while writers ended", e);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw new ChaosException("a writer failed", thrown);
    }
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
