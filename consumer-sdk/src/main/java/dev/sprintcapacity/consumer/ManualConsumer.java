package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.internal.deadletter.CompactedParkedKeys;
import dev.sprintcapacity.consumer.internal.deadletter.LoggedParkedTopic;
import dev.sprintcapacity.consumer.internal.deadletter.LoggedSink;
import dev.sprintcapacity.consumer.internal.poll.HandTurns;
import dev.sprintcapacity.consumer.internal.wiring.Wiring;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A consumer without threads and without time of its own: the seam that test kits build on. All
 * that decides is what it is in production: poll loop, dispatch, offsets, retries, checks of
 * events, dead letters. What is replaced is the outside world, which {@link ManualParts} brings.
 * Unless its workers are others, handlers run inside of {@link #turn()}, one after the other, on
 * the thread that calls it.
 *
 * <p>Users of the SDK need the test kit, not this. For one thread, but for its workers.
 *
 * @since 0.1.0
 */
public final class ManualConsumer {
  private final KafkaEventConsumer consumer;
  private @Nullable HandTurns turns;

  /**
   * Puts a consumer together; nothing happens before its start.
   *
   * @param settings as for any consumer
   * @param parts its outside world
   */
  public ManualConsumer(ConsumerSettings settings, ManualParts parts) {
    String group = settings.groupId();
    this.consumer =
        new KafkaEventConsumer(
            settings,
            new Wiring(
                Wiring.checks(settings, parts.nanoTime()),
                new LoggedSink(group, parts.log()),
                new CompactedParkedKeys(group, new LoggedParkedTopic(group, parts.log())),
                client -> parts.client().get(),
                parts.clock(),
                parts.nanoTime(),
                parts.chance(),
                name -> parts.workers(),
                (loop, name, atEnd) -> {
                  HandTurns made = new HandTurns(loop, atEnd);
                  turns = made;
                  return made;
                },
                (waiting, nanos) -> parts.pause().accept(Duration.ofNanos(nanos))));
  }

  /**
   * The consumer, to register handlers with, to start, to ask and to close. Its {@link
   * KafkaEventConsumer#start()} only makes ready; its {@link KafkaEventConsumer#consume()} refuses.
   * Closing takes the last turn.
   *
   * @return the consumer, always the same
   */
  public KafkaEventConsumer consumer() {
    return consumer;
  }

  /**
   * Takes one turn of the loop: lets retries go on that are due, polls once, handles all that the
   * poll brought, commits if it is time.
   *
   * @return whether there is another turn: false where the consumer was closed, or stopped by
   *     itself
   * @throws ConsumerException where the consumer was not started
   */
  public boolean turn() {
    return started().turn();
  }

  /**
   * How long until the first key that waits may go on.
   *
   * @return the time from now, zero where it is due; empty where no key waits
   * @throws ConsumerException where the consumer was not started
   */
  public Optional<Duration> untilNextAttempt() {
    return started().nanosToNextAttempt().stream().mapToObj(Duration::ofNanos).findAny();
  }

  private HandTurns started() {
    HandTurns made = turns;
    if (made == null) {
      throw new ConsumerException("the consumer was not started: call consumer().start() first");
    }
    return made;
  }
}
