package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.events.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code read_committed} consumer of both topics from their beginning, without a group: it stays
 * while the broker goes and comes, and writes down what it is given in the order it is given.
 */
public final class TopicReader implements AutoCloseable {
  /** How brokers, and who listens to them, tell it from clients of the service. */
  public static final String CLIENT_ID = "chaos-reader";

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Bound of the end of the reading thread, and of a read to the end of the topics. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path file;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AtomicLong count = new AtomicLong();
  private volatile Instant newestChange = Instant.EPOCH;
  private volatile boolean ending;
  private volatile @Nullable KafkaException failure;
  private @Nullable Thread thread;

  /** Connects at once, reads after {@link #start}. */
  public TopicReader(String bootstrapServers, Path file) {
    this.file = file;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                CLIENT_ID,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                1_000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads on in a thread of its own until closed. */
  public void start() {
    Thread reading = Thread.ofPlatform().daemon().name("chaos-topic-reader").unstarted(this::run);
    thread = reading;
    reading.start();
  }

  /** Records written down so far. */
  public long count() {
    return count.get();
  }

  /** The latest time of a change among the records so far, in whole milliseconds. */
  public Instant newestChange() {
    return newestChange;
  }

  private void run() {
    try (var lines = new LineFile(file)) {
      while (!ending && !assigned()) {
        LOG.debug("The topics do not exist yet");
      }
      while (!ending) {
        poll(lines);
      }
    } catch (WakeupException closing) {
      LOG.debug("The reader is closed");
    } catch (KafkaException e) {
      failure = e;
      LOG.error("The reader cannot read on", e);
    } finally {
      consumer.close();
    }
  }

  /**
   * Reads what the topics hold now, from beginning to end, and writes it down.
   *
   * @return how many records that was
   */
  public static long readAll(String bootstrapServers, Path file) {
    var reader = new TopicReader(bootstrapServers, file);
    try (var lines = new LineFile(file)) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!reader.assigned()) {
        check(deadline, "the topics do not exist");
      }
      Map<TopicPartition, Long> ends =
          reader.consumer.endOffsets(reader.consumer.assignment(), LIMIT);
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.consumer.position(end.getKey()) < end.getValue())) {
        check(deadline, "the end of the topics was not reached: " + ends);
        reader.poll(lines);
      }
      return reader.count();
    } finally {
      reader.consumer.close();
    }
  }

  private static void check(long deadline, String problem) {
    if (System.nanoTime() - deadline > 0) {
      throw new ChaosException("%s within %s".formatted(problem, LIMIT));
    }
  }

  /** Takes all partitions of both topics; false while a topic does not exist. */
  private boolean assigned() {
    List<TopicPartition> partitions = new ArrayList<>();
    try {
      for (Topic topic : Topic.values()) {
        List<PartitionInfo> found =
            consumer.partitionsFor(topic.topicName(), Duration.ofSeconds(2));
        if (found == null || found.isEmpty()) {
          return false;
        }
        found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
    } catch (TimeoutException e) {
      return false;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return true;
  }

  private void poll(LineFile lines) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      lines.add(HistoryLines.of(Records.of(record)));
      count.incrementAndGet();
      Instant change = Instant.ofEpochMilli(record.timestamp());
      if (change.isAfter(newestChange)) {
        newestChange = change;
      }
    }
  }

  /** Ends reading; the file is then whole. */
  @Override
  public void close() {
    ending = true;
    Thread reading = thread;
    if (reading == null) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      if (!reading.join(LIMIT)) {
        throw new ChaosException("the reader does not end within " + LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while the reader ended", e);
    }
    KafkaException failed = failure;
    if (failed != null) {
      throw new ChaosException("the reader failed", failed);
    }
  }
}
