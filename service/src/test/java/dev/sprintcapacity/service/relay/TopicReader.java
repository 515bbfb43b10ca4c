package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a consumer of committed records sees of one test's sprints. */
final class TopicReader implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String prefix;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  TopicReader(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                20,
                "metadata.max.age.ms",
                300),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Everything seen so far, once there are so many of them. */
  List<ConsumerRecord<byte[], byte[]>> await(int count) {
    return awaitUntil("%d records".formatted(count), all -> all.size() >= count);
  }

  List<ConsumerRecord<byte[], byte[]>> awaitUntil(
      String what, Predicate<List<ConsumerRecord<byte[], byte[]>>> condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.test(records)) {
      poll();
      assertThat(System.nanoTime())
          .as("waited %s for %s, saw %d: %s", LIMIT, what, records.size(), lastLines())
          .isLessThan(end);
    }
    return List.copyOf(records);
  }

  /**
   * Everything, once there are so many and the relay has had the time to publish more: a whole poll
   * of all partitions to their present ends finds nothing else.
   */
  List<ConsumerRecord<byte[], byte[]>> awaitExactly(int count) {
    await(count);
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    awaitUntil(
        "the ends of all partitions",
        all ->
            ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()));
    assertThat(records).as(this::lastLines).hasSize(count);
    return List.copyOf(records);
  }

  /** Fails unless each sprint's sequences are 1..n, once each, and ascending in each partition. */
  void assertOnceAndInOrder() {
    Map<String, Set<Long>> seen = new LinkedHashMap<>();
    Map<String, Long> lastInTopic = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      long sequence = sequence(record);
      assertThat(seen.computeIfAbsent(key(record), key -> new HashSet<>()).add(sequence))
          .as("%s#%d at offset %d is a duplicate", key(record), sequence, record.offset())
          .isTrue();
      Long last = lastInTopic.put(record.topic() + key(record), sequence);
      assertThat(last == null || last < sequence)
          .as("%s: %d after %s in %s", key(record), sequence, last, record.topic())
          .isTrue();
    }
    seen.forEach((key, sequences) ->
        assertThat(sequences.stream().mapToLong(each -> each).max().orElse(0))
            .as("sequences of %s have no gap", key)
            .isEqualTo(sequences.size()));
  }

  private void poll() {
    if (partitions().isEmpty()) {
      return;
    }
    if (consumer.assignment().size() < partitions().size()) {
      Set<TopicPartition> before = consumer.assignment();
      List<TopicPartition> all = partitions();
      consumer.assign(all);
      consumer.seekToBeginning(all.stream().filter(each -> !before.contains(each)).toList());
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (key(record).startsWith(prefix + "-")) {
        records.add(record);
      }
    }
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> all = new ArrayList<>();
    Map<String, ?> known = consumer.listTopics(Duration.ofSeconds(20));
    for (Topic topic : Topic.values()) {
      if (known.containsKey(topic.topicName())) {
        consumer
            .partitionsFor(topic.topicName(), Duration.ofSeconds(20))
            .forEach(each -> all.add(new TopicPartition(each.topic(), each.partition())));
      }
    }
    return all;
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  static long sequence(ConsumerRecord<byte[], byte[]> record) {
    return Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(), UTF_8));
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .collect(
            toMap(
                Header::key,
                header -> new String(header.value(), UTF_8),
                (one, other) -> one + " and " + other,
                LinkedHashMap::new));
  }

  private String lastLines() {
    return records.stream()
        .skip(Math.max(0, records.size() - 10))
        .map(
            each -> key(each) + "#" + sequence(each) + "@" + each.partition() + "/" + each.offset())
        .toList()
        .toString();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
