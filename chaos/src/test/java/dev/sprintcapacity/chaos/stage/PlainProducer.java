package dev.sprintcapacity.chaos.stage;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer of whatever Kafka client this class is loaded with, without transactions and without
 * idempotence; speaks to others in types of the JDK alone. Takes a topic with its partition, and a
 * value.
 */
public final class PlainProducer
    implements BiFunction<Map.Entry<String, Integer>, byte[], Future<?>>, Closeable {

  private final KafkaProducer<byte[], byte[]> producer;

  /** Connects nowhere yet; loaded classes find this constructor by reflection. */
  public PlainProducer(Map<String, Object> config) {
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Future<?> apply(Map.Entry<String, Integer> partition, byte[] value) {
    return producer.send(
        new ProducerRecord<>(partition.getKey(), partition.getValue(), null, value));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
