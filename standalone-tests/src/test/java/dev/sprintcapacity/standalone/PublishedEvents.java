package dev.sprintcapacity.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What a consumer of committed records finds in the two topics, read from their beginning. */
final class PublishedEvents {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private PublishedEvents() {}

  /**
   * Waits until there are so many, and fails if there are more.
   *
   * @return one line for each event: the sprint, its sequence, its type; sorted
   */
  static List<String> await(String bootstrapServers, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = awaitPartitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> events = new ArrayList<>();
      long end = System.nanoTime() + LIMIT.toNanos();
      while (events.size() < count || !isAtEnd(consumer, partitions)) {
        consumer.poll(POLL).forEach(each -> events.add(line(each)));
        assertThat(System.nanoTime())
            .as("waited %s for %d events, saw %s", LIMIT, count, events)
            .isLessThan(end);
      }
      assertThat(events).hasSize(count);
      return events.stream().sorted().toList();
    }
  }

  /** The service answers before the topics are there. */
  private static List<TopicPartition> awaitPartitions(KafkaConsumer<String, String> consumer) {
    return Awaitility.await("both topics")
        .atMost(LIMIT)
        .until(
            () ->
                Arrays.stream(Topic.values())
                    .map(topic -> consumer.partitionsFor(topic.topicName()))
                    .toList(),
            topics -> topics.stream().noneMatch(List::isEmpty))
        .stream()
        .flatMap(List::stream)
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static boolean isAtEnd(
      KafkaConsumer<String, String> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static String line(ConsumerRecord<String, String> event) {
    return "%s %s %s"
        .formatted(event.key(), header(event, "ce_sequence"), header(event, "ce_type"));
  }

  private static String header(ConsumerRecord<String, String> event, String name) {
    return new String(event.headers().lastHeader(name).value(), UTF_8);
  }
}
