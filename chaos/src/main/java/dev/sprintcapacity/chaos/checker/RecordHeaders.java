package dev.sprintcapacity.chaos.checker;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The headers of a record that the checker judges; null where absent or unreadable. */
public record RecordHeaders(
    @Nullable UUID id,
    @Nullable Long sequence,
    @Nullable String type,
    @Nullable String subject,
    @Nullable Instant time) {

  boolean complete() {
    return id != null && sequence != null && type != null && subject != null && time != null;
  }
}
