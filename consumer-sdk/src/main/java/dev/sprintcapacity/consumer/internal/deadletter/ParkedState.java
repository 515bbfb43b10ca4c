package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parked key.
 *
 * @param through the last offset that was parked
 * @param failedRun the newest state that a redrive can have seen before a redriven record failed
 *     again, or {@link #NONE}: what such redrives sent back stands behind that record
 * @param version offset of the newest state in the parked topic; {@link #UNKNOWN} while one is
 *     being written, or where that failed
 * @param pending states that are being written
 */
public record ParkedState(long through, long failedRun, long version, int pending) {
  static final long NONE = -2;
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final Pattern THROUGH = Pattern.compile("\"through\"\\s*:\\s*(\\d{1,18})");
  private static final Pattern FAILED_RUN = Pattern.compile("\"failed_run\"\\s*:\\s*(-?\\d{1,18})");

  /**
   * The state after one more record was parked, not written yet.
   *
   * @param run of the redriven record that failed again, or {@link #NONE} for any other record. It
   *     need not be the newest: a later redrive may have sent back meanwhile what stands behind it
   */
  static ParkedState parked(@Nullable ParkedState before, long offset, long run) {
    if (before == null) {
      return new ParkedState(offset, run, UNKNOWN, 1);
    }
    long newest = run == NONE || before.isVersionUnknown() ? run : Math.max(run, before.version);
    return new ParkedState(
        Math.max(before.through, offset),
        Math.max(before.failedRun, newest),
        before.version,
        before.pending + 1);
  }

  boolean isVersionUnknown() {
    return version == UNKNOWN;
  }

  ParkedState written(long offset) {
    return new ParkedState(through, failedRun, offset, pending - 1);
  }

  ParkedState notWritten() {
    return new ParkedState(through, failedRun, UNKNOWN, pending - 1);
  }

  /** Whether nothing was parked since the redrive looked. */
  boolean isCoveredBy(long run) {
    return pending == 0 && version <= run;
  }

  /** Whether a record of the same redrive, or of an earlier one, has failed again since. */
  boolean holds(long run) {
    return failedRun != NONE && run <= failedRun;
  }

  /** As it stands in the parked topic. */
  byte[] toBytes() {
    String text =
        failedRun == NONE
            ? "{\"through\":%d}".formatted(through)
            : "{\"through\":%d,\"failed_run\":%d}".formatted(through, failedRun);
    return text.getBytes(UTF_8);
  }

  /**
   * Reads a record of the parked topic. A value that cannot be read still parks its key: somebody
   * wanted it parked.
   *
   * @param value of the record
   * @param version offset of the record
   */
  public static ParkedState of(byte[] value, long version) {
    String text = new String(value, UTF_8);
    return new ParkedState(number(THROUGH, text, 0), number(FAILED_RUN, text, NONE), version, 0);
  }

  private static long number(Pattern pattern, String text, long otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
  }
}
