package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.load.KafkaLoad;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.testkit.EventRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Lives of sprints, a few at a time, published as the relay does: in Kafka transactions, in order
 * for each sprint, numbered without a gap over both topics. Thread-safe.
 */
final class SprintLoad implements AutoCloseable {
  private static final Duration BETWEEN_TRANSACTIONS = Duration.ofMillis(50);
  private static final int SPRINTS_AT_ONCE = 20;

  /** Waits while the slowest consumer is further behind: the end has to wait for it. */
  private static final long MOST_BEHIND = 1_500;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final KafkaLoad kafka;
  private final int eventsPerSecond;
  private final LongSupplier behind;
  private final Random random;
  private final List<SprintLife> current = new ArrayList<>();
  private final List<SprintLife> all = new ArrayList<>();
  private long published;

  /**
   * Connects at once, writes after {@link #start}.
   *
   * @param behind by how many events the slowest consumer is behind, roughly
   */
  SprintLoad(String bootstrapServers, int eventsPerSecond, long seed, LongSupplier behind) {
    this.eventsPerSecond = eventsPerSecond;
    this.behind = behind;
    this.random = new Random(seed);
    this.kafka = new KafkaLoad(bootstrapServers, "chaos-sprint-load");
  }

  void start() {
    kafka.start(this::write);
  }

  private void write() {
    long before = System.nanoTime();
    long lastLook = before;
    boolean waits = false;
    double due = 0;
    while (kafka.goesOn()) {
      Await.pause(BETWEEN_TRANSACTIONS);
      long now = System.nanoTime();
      if (now - lastLook > BETWEEN_LOOKS.toNanos()) {
        waits = behind.getAsLong() > MOST_BEHIND;
        lastLook = now;
      }
      due = waits ? 0 : due + eventsPerSecond * ((now - before) / 1e9);
      transaction((int) Math.min(due, eventsPerSecond));
      due -= Math.floor(due);
      before = now;
    }
  }

  private synchronized void transaction(int size) {
    if (size == 0) {
      return;
    }
    kafka.producer().beginTransaction();
    for (int i = 0; i < size; i++) {
      while (current.size() < SPRINTS_AT_ONCE) {
        SprintLife born = new SprintLife(all.size() + 1, random);
        current.add(born);
        all.add(born);
      }
      SprintLife life = current.get(random.nextInt(current.size()));
      Event event = life.next();
      var _ = kafka.producer().send(EventRecords.of(event));
      life.happened(event);
      if (life.isOver()) {
        current.remove(life);
      }
    }
    kafka.producer().commitTransaction();
    published += size;
  }

  /** Events that are committed so far. */
  synchronized long count() {
    return published;
  }

  /** What has happened to all sprints; to be asked when the load has ended. */
  synchronized List<SprintLife> sprints() {
    return List.copyOf(all);
  }

  /**
   * Ends the load.
   *
   * @throws dev.sprintcapacity.chaos.ChaosException where it had ended by itself
   */
  void stop() {
    kafka.stop();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
