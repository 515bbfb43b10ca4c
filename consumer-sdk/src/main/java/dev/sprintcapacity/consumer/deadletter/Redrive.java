package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.KeyLane;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedReader;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedState;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.TopicProvision;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * One redrive, partition by partition. The order of its steps is what makes it safe: fence earlier
 * redrives, read which keys are parked, read what was sent back, and only then read the letters.
 */
final class Redrive {
  private final KafkaClients clients;
  private final List<GroupTopics> topics;
  private final Selection selection;
  private final RedriveOptions options;
  private final LongSupplier nanoTime;
  private final ReportBuilder report;

  Redrive(
      KafkaClients clients,
      List<GroupTopics> topics,
      Selection selection,
      RedriveOptions options,
      LongSupplier nanoTime) {
    this.clients = clients;
    this.topics = topics;
    this.selection = selection;
    this.options = options;
    this.nanoTime = nanoTime;
    this.report = new ReportBuilder(options.dryRun());
  }

  RedriveReport run() {
    try {
      if (options.dryRun()) {
        run(new RedriveSink.Nowhere(report));
      } else {
        runForReal();
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw stopped("another redrive of the group began; wait for it, then look what is left", e);
    } catch (KafkaException | ConsumerException e) {
      throw stopped(e.getMessage() + "; run it again, nothing is sent back twice", e);
    }
    return report.build();
  }

  private void runForReal() {
    Producer<byte[], byte[]> producer =
        clients.transactionalProducer("sprintcap-redrive-" + topics.getFirst().group());
    try (TopicProvision provision = new TopicProvision(clients, nanoTime)) {
      producer.initTransactions();
      RedriveSink.Transactions sink = new RedriveSink.Transactions(producer, provision, report);
      try {
        run(sink);
      } finally {
        sink.dropOpen();
      }
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private void run(RedriveSink sink) {
    PartitionRedrive.Task task = new PartitionRedrive.Task(selection, options, report, sink);
    try (PartitionReader reader =
        new PartitionReader(clients.reader(), KafkaClients.ANSWER_LIMIT, nanoTime)) {
      for (GroupTopics each : topics) {
        run(each, reader, task);
      }
    }
  }

  private void run(GroupTopics each, PartitionReader reader, PartitionRedrive.Task task) {
    List<TopicPartition> partitions =
        reader.partitionsOf(each.deadLetters()).stream().filter(this::mayHoldSelected).toList();
    Set<Integer> numbers = new TreeSet<>();
    partitions.forEach(partition -> numbers.add(partition.partition()));
    Map<KeyLane, ParkedState> parked = ParkedReader.read(reader, each, numbers);
    for (TopicPartition partition : partitions) {
      PartitionRedrive redrive =
          new PartitionRedrive(
              each,
              partition.partition(),
              ofPartition(parked, new TopicPartition(each.topic(), partition.partition())),
              RedriveHistory.read(reader, each, partition.partition()),
              task);
      Map<TopicPartition, Long> ends = reader.ends(Set.of(partition));
      Map<TopicPartition, Long> from =
          redrive.needsAll() ? reader.beginnings(Set.of(partition)) : start(reader, partition);
      reader.read(from, ends, redrive::letter);
      redrive.end();
    }
  }

  private boolean mayHoldSelected(TopicPartition partition) {
    return !(selection instanceof Selection.One one)
        || (one.position().topic().equals(partition.topic())
            && one.position().partition() == partition.partition());
  }

  /** Where no key is parked, nothing in front of the first selected letter matters. */
  private Map<TopicPartition, Long> start(PartitionReader reader, TopicPartition partition) {
    Map<TopicPartition, Long> beginning = reader.beginnings(Set.of(partition));
    long first = beginning.getOrDefault(partition, 0L);
    return switch (selection) {
      case Selection.One one -> Map.of(partition, Math.max(first, one.position().offset()));
      case Selection.Written range -> Map.of(partition, reader.firstAt(partition, range.from()));
      case Selection.Key key -> beginning;
      case Selection.All all -> beginning;
    };
  }

  private static Map<KeyLane, ParkedState> ofPartition(
      Map<KeyLane, ParkedState> parked, TopicPartition partition) {
    Map<KeyLane, ParkedState> chosen = new HashMap<>();
    parked.forEach((lane, state) -> {
      if (lane.partition().equals(partition)) {
        chosen.put(lane, state);
      }
    });
    return chosen;
  }

  private RedriveException stopped(String reason, RuntimeException cause) {
    return new RedriveException(
        "redrive of group %s stopped: %s".formatted(topics.getFirst().group(), reason),
        report.build(),
        cause);
  }
}
