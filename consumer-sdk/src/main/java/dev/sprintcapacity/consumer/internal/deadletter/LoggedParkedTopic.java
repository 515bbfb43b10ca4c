package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.spi.RecordLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The states of parked keys in a log. */
public final class LoggedParkedTopic implements ParkedTopic {
  private final String group;
  private final RecordLog log;

  /** Parked keys of a group. */
  public LoggedParkedTopic(String group, RecordLog log) {
    this.group = group;
    this.log = log;
  }

  @Override
  public void start() {}

  @Override
  public Map<KeyLane, ParkedState> read(Map<String, Set<Integer>> partitions) {
    Map<KeyLane, ParkedState> found = new HashMap<>();
    partitions.forEach((topic, numbers) -> {
      GroupTopics topics = new GroupTopics(topic, group);
      numbers.forEach(number ->
          log.read(new TopicPartition(topics.parked(), number))
              .forEach(record -> ParkedReader.apply(record, topics, found)));
    });
    return found;
  }

  @Override
  public CompletionStage<Long> write(KeyLane lane, byte[] key, byte @Nullable [] value) {
    GroupTopics topics = new GroupTopics(lane.partition().topic(), group);
    try {
      return CompletableFuture.completedFuture(
          log.append(
              new ProducerRecord<>(topics.parked(), lane.partition().partition(), key, value)));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public void await(CompletableFuture<?> writes) {
    if (!writes.isDone()) {
      throw new ConsumerException("earlier states of parked keys are still being written");
    }
  }

  @Override
  public void close(Duration limit) {}
}
