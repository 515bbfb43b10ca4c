package dev.sprintcapacity.chaos.consumer;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Notes each commit when the client is told that it is acknowledged; made by the client. */
public final class CommitWatch implements ConsumerInterceptor<byte[], byte[]> {
  /** The setting that holds the {@link HandlingLog}. */
  static final String LOG = "chaos.handling.log";

  private HandlingLog log;

  /** For the client. */
  @SuppressWarnings("NullAway.Init") // configure comes first
  public CommitWatch() {
    // configured afterwards
  }

  @Override
  public void configure(Map<String, ?> settings) {
    if (settings.get(LOG) instanceof HandlingLog given) {
      log = given;
    } else {
      throw new IllegalArgumentException("no log in the settings: " + settings.keySet());
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.keySet().forEach(each -> log.committed(each.topic(), each.partition()));
  }

  @Override
  public void close() {
    // the log is the member's
  }
}
