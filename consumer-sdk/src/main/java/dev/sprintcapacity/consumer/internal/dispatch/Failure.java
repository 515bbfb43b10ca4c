package dev.sprintcapacity.consumer.internal.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How attempts at a record failed so far.
 *
 * @param reason why the last one did, in words
 * @param cause what the last one threw; null where nothing was thrown
 * @param first when the first one failed
 * @param last when the last one failed
 */
record Failure(String reason, @Nullable Throwable cause, Instant first, Instant last) {

  /** One more failure behind those before, of which there may be none. */
  static Failure after(
      @Nullable Failure before, String reason, @Nullable Throwable cause, Instant now) {
    return new Failure(reason, cause, before == null ? now : before.first, now);
  }
}
