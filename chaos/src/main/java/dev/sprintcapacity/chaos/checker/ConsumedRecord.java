package dev.sprintcapacity.chaos.checker;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as a {@code read_committed} consumer got it. */
public record ConsumedRecord(
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    @Nullable String key,
    RecordHeaders headers,
    Contents contents) {
  /** Checks that everything is there; a key may be absent. */
  public ConsumedRecord {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(contents, "contents");
  }

  /** The sprint the record claims to belong to. */
  @Nullable String sprint() {
    return headers.subject() != null ? headers.subject() : key;
  }

  /** The record in few words. */
  String name() {
    return "%s-%d@%d %s #%s %s %s"
        .formatted(
            topic, partition, offset, sprint(), headers.sequence(), headers.type(), headers.id());
  }
}
