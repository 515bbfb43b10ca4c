package dev.sprintcapacity.testkit;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.ManualConsumer;
import dev.sprintcapacity.consumer.ManualParts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** One consumer from its start to its end; a crash leaves it where it is. For one thread. */
final class Life {
  /** More turns than any test needs: whoever takes so many goes in a circle. */
  private static final int MOST_TURNS = 1_000_000;

  /** More waits than a test needs: whoever waits so often waits for ever. */
  private static final int MOST_WAITS = 100_000;

  /** Turns without a record, until nothing can happen any more without time or new records. */
  private static final int IDLE_TURNS = 3;

  /** No jitter: waits are as long as the policy says on average. */
  private static final double NO_JITTER = 0.5;

  private final MemoryClient client;
  private final ManualConsumer manual;
  private final ManualClock clock;

  Life(
      ConsumerSettings settings,
      MemoryBroker broker,
      Set<TopicPartition> assignment,
      ManualClock clock,
      List<Consumer<KafkaEventConsumer>> registrations) {
    this.client = new MemoryClient(broker, assignment);
    this.clock = clock;
    this.manual =
        new ManualConsumer(
            settings,
            new ManualParts(() -> client, broker, clock, clock::nanoTime, () -> NO_JITTER));
    registrations.forEach(registration -> registration.accept(manual.consumer()));
    manual.consumer().start();
  }

  MemoryClient client() {
    return client;
  }

  KafkaEventConsumer consumer() {
    return manual.consumer();
  }

  Optional<Duration> untilNextAttempt() {
    return manual.untilNextAttempt();
  }

  boolean turn() {
    return manual.turn();
  }

  /** Runs until nothing can happen without time or new records, or so many records were read. */
  void run(long records) {
    int idle = 0;
    for (int turns = 0; idle < IDLE_TURNS && client.polledRecords() < records; turns++) {
      if (turns == MOST_TURNS) {
        throw new TestKitException(
            "the consumer is still not idle after %d turns: %s"
                .formatted(MOST_TURNS, consumer().statistics()));
      }
      long before = client.polledRecords();
      if (!turn()) {
        return;
      }
      boolean due = untilNextAttempt().filter(Duration::isZero).isPresent();
      idle = due || client.polledRecords() > before ? 0 : idle + 1;
    }
  }

  /** Runs, and moves the clock to each next attempt, until no key waits. */
  void runUntilDone() {
    run(Long.MAX_VALUE);
    int waits = 0;
    for (var next = untilNextAttempt(); next.isPresent(); next = untilNextAttempt()) {
      if (++waits > MOST_WAITS) {
        throw new TestKitException(
            "keys still wait after %d waits: %s"
                .formatted(MOST_WAITS, consumer().snapshot().stuckKeys()));
      }
      clock.advance(next.get());
      run(Long.MAX_VALUE);
    }
  }
}
