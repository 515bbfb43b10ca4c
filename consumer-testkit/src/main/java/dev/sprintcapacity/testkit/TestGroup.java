package dev.sprintcapacity.testkit;

import dev.sprintcapacity.consumer.deadletter.RedriveOptions;
import dev.sprintcapacity.consumer.deadletter.RedriveReport;
import dev.sprintcapacity.consumer.deadletter.Selection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What befalls the group of a {@link TestConsumer}: rebalances, redrives, topics that cannot be
 * written. For one thread.
 *
 * @since 0.1.0
 */
public final class TestGroup {
  private final TestConsumer consumer;
  private final TestTopics topics;

  TestGroup(TestConsumer consumer, TestTopics topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /**
   * Has the group take partitions back in order, as for a new member: what is done is committed.
   *
   * @param partitions of the consumer's topics
   * @return the consumer
   * @throws TestKitException where the consumer does not read one of these topics
   */
  public TestConsumer revoke(TopicPartition... partitions) {
    consumer.life().client().takeBack(topics.withRedrive(List.of(partitions)));
    return consumer.runUntilIdle();
  }

  /**
   * Has the consumer lose partitions, as after it was silent for too long: what is done and not
   * committed will be delivered again to the next owner.
   *
   * @param partitions of the consumer's topics
   * @return the consumer
   * @throws TestKitException where the consumer does not read one of these topics
   */
  public TestConsumer lose(TopicPartition... partitions) {
    consumer.life().client().lose(topics.withRedrive(List.of(partitions)));
    return consumer.runUntilIdle();
  }

  /**
   * Gives partitions to the consumer that were revoked or lost; it goes on at what was committed.
   *
   * @param partitions of the consumer's topics
   * @return the consumer
   * @throws TestKitException where the consumer does not read one of these topics
   */
  public TestConsumer assign(TopicPartition... partitions) {
    consumer.life().client().give(topics.withRedrive(List.of(partitions)));
    return consumer.runUntilIdle();
  }

  /**
   * Has writes of dead letters fail, or not any longer. A key whose dead letter cannot be written
   * waits.
   *
   * @param refused whether they fail
   * @return the consumer
   */
  public TestConsumer refuseDeadLetters(boolean refused) {
    topics.refuseDeadLetters(refused);
    return consumer;
  }

  /**
   * The keys that wait behind a dead letter until they are redriven.
   *
   * @return the keys, sorted
   */
  public Set<String> parkedKeys() {
    return topics.parkedKeys();
  }

  /**
   * Sends dead letters back to the group, by the rules of {@link
   * dev.sprintcapacity.consumer.deadletter.DeadLetters#redrive}; they are handled by the turns that
   * follow.
   *
   * @param selection which
   * @return what was sent back, and what was not and why
   */
  public RedriveReport redrive(Selection selection) {
    return topics.redrive(selection, RedriveOptions.DEFAULT);
  }
}
