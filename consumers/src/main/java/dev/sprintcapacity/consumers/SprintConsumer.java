package dev.sprintcapacity.consumers;

import dev.sprintcapacity.consumer.lag.ConsumerReport;
import java.time.Duration;

/**
 * One consumer of sprint events with its effects: started once, closed once. Open: each kind of
 * effect has its own. Implementations are safe for use by several threads.
 */
public interface SprintConsumer extends AutoCloseable {

  /** Bound of {@link #close()}: what runs may end within it. */
  Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /** What an operator calls it, as in {@code email}. */
  String name();

  /** Its consumer group, as in {@code email-sender}. */
  String group();

  /**
   * Prepares its tables and begins to consume; returns while it goes on.
   *
   * @throws ConsumersException where its database or its Kafka refuses it; nothing is left running
   */
  void start();

  /** How far it is and whether it is well. */
  ConsumerReport report();

  /** Ends in order within the limit; does nothing where it was closed before. */
  void close(Duration limit);

  /** Ends in order within {@link #CLOSE_LIMIT}. */
  @Override
  default void close() {
    close(CLOSE_LIMIT);
  }
}
