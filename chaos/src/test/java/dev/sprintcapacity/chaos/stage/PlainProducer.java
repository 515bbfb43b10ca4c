package dev.sprintcapacity.chaos.stage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer of whatever version of Kafka's client this class is loaded with. Public, as it is
 * found by reflection.
 */
public final class PlainProducer implements PartitionSender {

  private final KafkaProducer<byte[], byte[]> producer;

  /** Connects nowhere yet. */
  public PlainProducer(Map<String, Object> config) {
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Future<?> send(String topic, int partition, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, partition, null, value));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
