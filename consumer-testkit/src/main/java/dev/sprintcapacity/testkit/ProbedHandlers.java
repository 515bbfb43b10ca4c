package dev.sprintcapacity.testkit;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import java.util.Collection;

/**
 * Handlers together with the world they have effects on, as an {@link IdempotencyProbe} needs them.
 * Open: users write it. One object for each run, so that runs do not see each other. For one
 * thread.
 *
 * @since 0.1.0
 */
public interface ProbedHandlers {
  /**
   * Registers the handlers. Called at each start of the consumer: what handlers keep in memory must
   * be made here, because it does not outlive a crash; what they change outside must not.
   *
   * @param consumer to register with
   */
  void registerOn(KafkaEventConsumer consumer);

  /**
   * The effects so far, each one as often as it happened: rows of a table, mails sent, calls made.
   *
   * @return values with {@code equals}, in any order
   */
  Collection<?> effects();
}
