package dev.sprintcapacity.benchmarks.consumer.contender;

import dev.sprintcapacity.benchmarks.consumer.contender.Handling.PoisonedException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Spring Kafka's container with a consumer for each partition, its error handler with retries, and
 * its recoverer for dead letters.
 */
public final class SpringListener implements Contender {
  private final boolean inBatches;

  /**
   * A container.
   *
   * @param inBatches whether its listener takes what a poll brought, or a record at a time
   */
  public SpringListener(boolean inBatches) {
    this.inBatches = inBatches;
  }

  @Override
  public String name() {
    return inBatches ? "Spring Kafka, batch listener" : "Spring Kafka, record listener";
  }

  @Override
  public Role role() {
    return Role.PEER;
  }

  @Override
  public Running start(Source source, Handling handling) {
    var producers = new DefaultKafkaProducerFactory<byte[], byte[]>(source.producerSettings());
    ContainerProperties properties = new ContainerProperties(source.topic());
    properties.setGroupId(source.group());
    properties.setStopImmediate(true);
    properties.setMessageListener(inBatches ? batches(handling) : records(handling));
    var container =
        new ConcurrentMessageListenerContainer<byte[], byte[]>(
            new DefaultKafkaConsumerFactory<>(source.consumerSettings()), properties);
    container.setBeanName(source.group());
    container.setConcurrency(source.partitions());
    container.setCommonErrorHandler(
        new DefaultErrorHandler(
            new DeadLetterPublishingRecoverer(
                new KafkaTemplate<>(producers),
                (record, failure) ->
                    new TopicPartition(source.deadLetterTopic(), record.partition())),
            new FixedBackOff(Handling.RETRY_MILLIS, Handling.ATTEMPTS - 1)));
    container.start();
    return () -> {
      container.stop();
      producers.destroy();
    };
  }

  private static MessageListener<byte[], byte[]> records(Handling handling) {
    return record -> RawHandler.once(handling, record, true);
  }

  private static BatchMessageListener<byte[], byte[]> batches(Handling handling) {
    return batch -> handleAll(batch, handling);
  }

  private static void handleAll(List<ConsumerRecord<byte[], byte[]>> batch, Handling handling) {
    for (int at = 0; at < batch.size(); at++) {
      try {
        RawHandler.once(handling, batch.get(at), true);
      } catch (PoisonedException e) {
        throw new BatchListenerFailedException("failed at index " + at, e, at);
      }
    }
  }
}
