package dev.sprintcapacity.consumer.internal.poll;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a consumer: handlers that run may end, what is done is committed, the group is left.
 * Belongs to the leader.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

  /** The last commit, and leaving the group and closing connections, get so long at least. */
  private static final Duration CLIENT_LIMIT = Duration.ofSeconds(2);

  /** One poll while the group moves partitions. */
  private static final Duration POLL_LIMIT = Duration.ofMillis(50);

  private final Consumer<byte[], byte[]> consumer;
  private final Handover handover;
  private final LongSupplier nanoTime;

  Departure(Consumer<byte[], byte[]> consumer, Handover handover, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.handover = handover;
    this.nanoTime = nanoTime;
  }

  /**
   * Leaves, and closes the client.
   *
   * @param rest what was read and is not dispatched; its next owner reads it again
   * @param limit of handlers that run, and of waiting for the group
   * @return handlers that had not ended within the limit
   */
  int leave(Batch rest, Duration limit) {
    long end = nanoTime.getAsLong() + limit.toNanos();
    goBack(rest);
    int unfinished = handover.handOverAll(limit, CLIENT_LIMIT, this::pollWithoutRecords);
    Duration left = Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    try {
      consumer.close(CloseOptions.timeout(left.compareTo(CLIENT_LIMIT) > 0 ? left : CLIENT_LIMIT));
    } catch (KafkaException e) {
      LOG.warn("The client was not closed cleanly: {}", e.getMessage());
    }
    return unfinished;
  }

  /** A commit of what is done goes by the client's position where nothing is outstanding. */
  private void goBack(Batch rest) {
    for (Map.Entry<TopicPartition, Long> first : rest.left().entrySet()) {
      try {
        consumer.seek(first.getKey(), first.getValue());
      } catch (IllegalStateException lost) {
        LOG.debug("{} is lost: {}", first.getKey(), lost.getMessage());
      }
    }
  }

  private void pollWithoutRecords() {
    consumer.pause(consumer.assignment());
    goBack(new Batch(consumer.poll(POLL_LIMIT)));
  }
}
