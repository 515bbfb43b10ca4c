package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.SprintKeys;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeader;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintUpdated;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes changes of sprints as the relay does: their bytes, their key, all their headers. */
final class Traffic implements AutoCloseable {
  /** Names the moment a record was meant to be sent at, where latency is measured. */
  static final String SENT_HEADER = "benchmark-sent";

  private static final Instant TIME = Instant.parse("2025-11-24T09:30:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2025-11-27");

  private final KafkaProducer<byte[], byte[]> producer;
  private final byte[][] keys = new byte[Setup.KEYS][];
  private final byte[][] values = new byte[Setup.KEYS][];
  private final long[] sequences = new long[Setup.KEYS];
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Connects; belongs to one thread. */
  Traffic(String bootstrapServers, int lingerMillis) {
    for (int key = 0; key < Setup.KEYS; key++) {
      keys[key] = SprintKeys.bytesOf(key);
      values[key] = event(key).value();
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMillis,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 17),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** How long the value of a record is. */
  int valueBytes() {
    return values[0].length;
  }

  /** Writes records of all keys in turn, and returns when the broker has them. */
  void write(String topic, long records) {
    for (long i = 0; i < records; i++) {
      send(topic, (int) (i % Setup.KEYS), 0);
    }
    flush();
  }

  /**
   * Writes a record.
   *
   * @param sentNanos when it was meant to be sent; 0: not told
   */
  void send(String topic, int key, long sentNanos) {
    var record = new ProducerRecord<byte[], byte[]>(topic, keys[key], values[key]);
    sequences[key]++;
    for (EventHeader header :
        EventHeaders.of(
            anId(),
            EventType.SPRINT_UPDATED.wireName(),
            SprintKeys.of(key),
            sequences[key],
            TIME,
            null)) {
      record.headers().add(header.name(), header.value());
    }
    if (sentNanos != 0) {
      record.headers().add(SENT_HEADER, ByteBuffer.allocate(Long.BYTES).putLong(sentNanos).array());
    }
    var _ =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** When a record was meant to be sent; 0 where that was not told. */
  static long sentNanos(Headers headers) {
    var header = headers.lastHeader(SENT_HEADER);
    return header == null ? 0 : ByteBuffer.wrap(header.value()).getLong();
  }

  /** Returns when the broker has everything. */
  void flush() {
    producer.flush();
    Exception first = failure.get();
    if (first != null) {
      throw new IllegalStateException("a record of the benchmark was not written", first);
    }
  }

  private static UUID anId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static EncodedEvent event(int key) {
    SprintFacts facts =
        new SprintFacts(
            SprintKeys.of(key),
            "Sprint 25-b" + key,
            "25-b" + key,
            5,
            FIRST_DAY,
            FIRST_DAY.plusDays(13),
            9,
            new BigDecimal("90"));
    SprintUpdated updated = new SprintUpdated(facts, List.of(), List.of("confidence_percentage"));
    return EventEncoder.encode(new Event(anId(), TIME, 1, null, updated));
  }

  @Override
  public void close() {
    producer.close();
  }
}
