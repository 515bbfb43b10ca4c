package dev.sprintcapacity.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.deadletter.LoggedDeadLetters;
import dev.sprintcapacity.consumer.deadletter.RedriveOptions;
import dev.sprintcapacity.consumer.deadletter.RedriveReport;
import dev.sprintcapacity.consumer.deadletter.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** The partitions of one group, and what its consumers wrote beside them. For one thread. */
final class TestTopics {
  private final String group;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final MemoryBroker broker;
  private final LoggedDeadLetters letters;

  TestTopics(ConsumerSettings settings, MemoryBroker broker) {
    this.group = settings.groupId();
    this.broker = broker;
    this.letters = new LoggedDeadLetters(broker, group);
    for (String topic : new TreeSet<>(settings.topics())) {
      for (int number = 0; number < broker.partitions(); number++) {
        partitions.add(new TopicPartition(topic, number));
      }
    }
  }

  /** All partitions of the topics, each with that of its redrive topic. */
  Set<TopicPartition> all() {
    return withRedrive(partitions);
  }

  /** Partitions go from member to member together with those of the redrive topic. */
  Set<TopicPartition> withRedrive(Collection<TopicPartition> some) {
    Set<TopicPartition> both = new HashSet<>();
    for (TopicPartition partition : some) {
      if (!partitions.contains(partition)) {
        throw new TestKitException(
            "the consumer does not read %s: it reads %s".formatted(partition, partitions));
      }
      both.add(partition);
      both.add(
          new TopicPartition(
              "%s.%s.redrive".formatted(partition.topic(), group), partition.partition()));
    }
    return both;
  }

  void refuseDeadLetters(boolean refused) {
    String suffix = "." + group + ".dlq";
    broker.refuse(topic -> refused && topic.endsWith(suffix));
  }

  List<DeadLetter> deadLetters() {
    return partitions.stream().flatMap(partition -> letters.list(partition).stream()).toList();
  }

  Set<String> parkedKeys() {
    Set<String> keys = new TreeSet<>();
    partitions.forEach(partition ->
        letters.parkedKeys(partition).forEach(key -> keys.add(new String(key, UTF_8))));
    return keys;
  }

  RedriveReport redrive(Selection selection, RedriveOptions options) {
    return letters.redrive(partitions, selection, options);
  }
}
