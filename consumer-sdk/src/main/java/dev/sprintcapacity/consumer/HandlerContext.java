package dev.sprintcapacity.consumer;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from and the circumstances under which it is handed over.
 *
 * @param group the consumer group
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset in the partition
 * @param recordTimestamp the timestamp of the record
 * @param key the key of the record: the sprint's id; null where a foreign record has none
 * @param headers all headers of the record, read only
 * @param id the {@code ce_id} header; null where it is absent
 * @param sequence the {@code ce_sequence} header; 0 where it is absent
 * @param attempt 1 for the first attempt
 * @param replay whether the event is read again on purpose: a redrive, or a replay of the past.
 *     Effects that must happen once in a lifetime, such as mails, should then be left out
 * @since 0.1.0
 */
public record HandlerContext(
    String group,
    String topic,
    int partition,
    long offset,
    Instant recordTimestamp,
    @Nullable String key,
    Headers headers,
    @Nullable UUID id,
    long sequence,
    int attempt,
    boolean replay) {

  /** Checks that everything is there. */
  public HandlerContext {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(recordTimestamp, "recordTimestamp");
    Objects.requireNonNull(headers, "headers");
  }

  /**
   * The trace this event belongs to.
   *
   * @return the {@code traceparent} header as W3C Trace Context defines it, where there is one
   */
  public Optional<String> traceparent() {
    return Optional.ofNullable(headers.lastHeader("traceparent"))
        .map(header -> new String(header.value(), java.nio.charset.StandardCharsets.US_ASCII));
  }
}
