package dev.sprintcapacity.browser;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.events.SprintCreated;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A consumer group of somebody else that cannot handle one sprint until it is mended. */
final class FailingCalendar implements AutoCloseable {

  private final KafkaEventConsumer consumer;
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private volatile boolean mended;

  FailingCalendar(String bootstrapServers, String group, String unfitNumber) {
    consumer =
        KafkaEventConsumer.builder()
            .bootstrapServers(bootstrapServers)
            .groupId(group)
            .topics("sprint.lifecycle", "sprint.team-members")
            .autoOffsetReset("earliest")
            .build()
            .on(
                SprintCreated.class,
                (SprintCreated created) -> {
                  String number = created.facts().sprintNumber();
                  if (number.equals(unfitNumber) && !mended) {
                    throw new PermanentHandlerException("no calendar for sprint " + number);
                  }
                  handled.add(number);
                });
    consumer.start();
  }

  /** From now on it handles everything. */
  void mend() {
    mended = true;
  }

  /** Numbers of the sprints that were handled, in order. */
  Queue<String> handled() {
    return handled;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
