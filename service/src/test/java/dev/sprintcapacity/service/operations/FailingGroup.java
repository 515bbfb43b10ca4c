package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.events.SprintCreated;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A consumer group that cannot handle one sprint until it is mended. */
final class FailingGroup implements AutoCloseable {

  private final KafkaEventConsumer consumer;
  private final String unfitNumber;
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private volatile boolean mended;
  private volatile boolean failsAll;

  FailingGroup(String bootstrapServers, String group, String unfitNumber) {
    this.unfitNumber = unfitNumber;
    this.consumer =
        KafkaEventConsumer.builder()
            .bootstrapServers(bootstrapServers)
            .groupId(group)
            .topics("sprint.lifecycle", "sprint.team-members")
            .autoOffsetReset("earliest")
            .client("client.id", group + "-member")
            .build()
            .on(SprintCreated.class, (SprintCreated created) -> handle(created));
  }

  FailingGroup start() {
    consumer.start();
    return this;
  }

  /** From now on it handles nothing at all. */
  FailingGroup failAll() {
    failsAll = true;
    return this;
  }

  void mend() {
    mended = true;
  }

  /** Numbers of the sprints that were handled, in order. */
  Queue<String> handled() {
    return handled;
  }

  private void handle(SprintCreated created) {
    String number = created.facts().sprintNumber();
    if (failsAll || (!mended && number.equals(unfitNumber))) {
      throw new PermanentHandlerException("no calendar for sprint " + number);
    }
    handled.add(number);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
