package dev.sprintcapacity.benchmarks.consumer.contender;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters of contenders that leave them to the user: what a careful user writes. */
final class DeadLetters implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  DeadLetters(Source source) {
    producer = source.producer();
    topic = source.deadLetterTopic();
  }

  /** Returns when the broker has it: only then may its offset be committed. */
  void write(ConsumerRecord<byte[], byte[]> record) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic, record.partition(), record.key(), record.value(), record.headers()))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a dead letter was not written to " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a dead letter was written", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
