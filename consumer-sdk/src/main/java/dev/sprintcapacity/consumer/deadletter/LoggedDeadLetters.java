package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.KeyLane;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedReader;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedState;
import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.spi.RecordLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of a {@link dev.sprintcapacity.consumer.ManualConsumer}: read from its log, and
 * sent back by the rules of {@link DeadLetters}. For the thread that turns the consumer.
 *
 * @since 0.1.0
 */
public final class LoggedDeadLetters {
  private final RecordLog log;
  private final String group;

  /**
   * Remembers where to look.
   *
   * @param log the consumer's
   * @param group the consumer group
   */
  public LoggedDeadLetters(RecordLog log, String group) {
    this.log = log;
    this.group = group;
  }

  /**
   * The dead letters of a partition, in their order.
   *
   * @param partition of the topic that the group consumes
   * @return all of them, those that were sent back included
   * @throws ConsumerException where group and topic cannot name a topic of Kafka
   */
  public List<DeadLetter> list(TopicPartition partition) {
    GroupTopics topics = new GroupTopics(partition.topic(), group);
    RedriveHistory history = history(topics, partition);
    List<DeadLetter> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topics.deadLetters(), partition)) {
      Provenance.of(record.headers())
          .map(provenance -> LetterText.read(record, provenance, history.holds(provenance)))
          .ifPresent(letters::add);
    }
    return letters;
  }

  /**
   * The keys that are parked in a partition.
   *
   * @param partition of the topic that the group consumes
   * @return their bytes, in no order
   * @throws ConsumerException where group and topic cannot name a topic of Kafka
   */
  public Collection<byte[]> parkedKeys(TopicPartition partition) {
    List<byte[]> keys = new ArrayList<>();
    for (KeyLane lane : parked(new GroupTopics(partition.topic(), group), partition).keySet()) {
      byte[] key = lane.key();
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /**
   * Sends dead letters back to the group: appends them to its redrive topics.
   *
   * @param partitions of the topics that the group consumes
   * @param selection which
   * @param options how
   * @return what was sent back, and what was not and why
   * @throws ConsumerException where group and topic cannot name a topic of Kafka
   */
  public RedriveReport redrive(
      Collection<TopicPartition> partitions, Selection selection, RedriveOptions options) {
    ReportBuilder report = new ReportBuilder(options.dryRun());
    RedriveSink sink =
        options.dryRun() ? new RedriveSink.Nowhere(report) : new RedriveSink.Logged(log, report);
    for (TopicPartition partition : partitions) {
      GroupTopics topics = new GroupTopics(partition.topic(), group);
      PartitionRedrive redrive =
          new PartitionRedrive(
              topics,
              partition.partition(),
              parked(topics, partition),
              history(topics, partition),
              new PartitionRedrive.Task(selection, options, report, sink));
      read(topics.deadLetters(), partition).forEach(redrive::letter);
      redrive.end();
    }
    return report.build();
  }

  private Map<KeyLane, ParkedState> parked(GroupTopics topics, TopicPartition partition) {
    Map<KeyLane, ParkedState> parked = new HashMap<>();
    read(topics.parked(), partition).forEach(record -> ParkedReader.apply(record, topics, parked));
    return parked;
  }

  private RedriveHistory history(GroupTopics topics, TopicPartition partition) {
    RedriveHistory history = new RedriveHistory();
    read(topics.redrive(), partition).forEach(record -> history.note(record, group, partition));
    return history;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, TopicPartition partition) {
    return log.read(new TopicPartition(topic, partition.partition()));
  }
}
