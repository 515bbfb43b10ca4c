package dev.sprintcapacity.benchmarks.consumer.contender;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where a contender reads from, and the client settings that are the same for all.
 *
 * @param bootstrapServers the broker
 * @param topic to read, from its first record on
 * @param partitions of the topic
 * @param group a group nobody used before
 */
public record Source(String bootstrapServers, String topic, int partitions, String group) {

  /** Where contenders that are told the name put their dead letters. */
  public String deadLetterTopic() {
    return topic + "." + group + ".dlq";
  }

  /** What all consumers are set to; the rest is the client's default. */
  Map<String, Object> consumerSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** A consumer that reads the topic. */
  KafkaConsumer<byte[], byte[]> subscribed() {
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  /** What producers of dead letters are set to. */
  Map<String, Object> producerSettings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class);
  }

  /** A producer of dead letters. */
  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(producerSettings());
  }
}
