package dev.sprintcapacity.service.relay.rebuild;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The event topics as a whole: whether there is anything in them, and their end. Failures are those
 * of Kafka's clients.
 */
public final class EventTopics {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Longer than any transaction may stay open. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(15);

  private final Admin admin;
  private final List<String> topics;

  public EventTopics(Admin admin, List<String> topics) {
    this.admin = admin;
    this.topics = List.copyOf(topics);
  }

  /**
   * Whether there is any committed record; what is not committed yet is waited for.
   *
   * @param consumer reads committed records; assigned to the topics afterwards
   */
  public boolean holdRecords(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    Map<TopicPartition, Long> ends = writtenEnds(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    long begin = System.nanoTime();
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      if (!consumer.poll(POLL).isEmpty()) {
        return true;
      }
      if (System.nanoTime() - begin > READ_LIMIT.toNanos()) {
        throw new KafkaException(
            "topics %s cannot be read to their ends: some transaction on them stays open"
                .formatted(topics));
      }
    }
    return false;
  }

  /** Deletes them with all that is in them. */
  public void delete() {
    wait(admin.deleteTopics(topics).all());
  }

  private Map<TopicPartition, Long> writtenEnds(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(each -> latest.put(each, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    wait(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static <T> T wait(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new KafkaException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
