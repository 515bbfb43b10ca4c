package dev.sprintcapacity.consumer.internal.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.lag.StuckKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records at the front of their lane that failed and were not done since: those that wait, and
 * those that are tried once more at the moment. Belongs to the leader.
 */
final class Stuck {
  /** So many are told of; who has more has one problem and not many. */
  static final int MOST_TOLD = 1_000;

  /** So far into a lane it is looked for records that wait. */
  private static final int MOST_COUNTED = 10_000;

  private final Map<Work, Seen> failing = new LinkedHashMap<>();

  /** What was known of it when it was last the leader's: by now a worker may have it. */
  private record Seen(int attempts, Instant since, String cause) {}

  /** Work waits for its time; it may do so without having failed. */
  void waits(Work work) {
    Failure failure = work.failure;
    if (failure != null) {
      failing.put(work, new Seen(work.attempts, failure.first(), causeOf(work, failure)));
    }
  }

  /** Work is done, or for another member. */
  void ended(Work work) {
    if (!failing.isEmpty()) {
      failing.remove(work);
    }
  }

  List<StuckKey> list() {
    if (failing.isEmpty()) {
      return List.of();
    }
    List<StuckKey> keys = new ArrayList<>();
    for (Map.Entry<Work, Seen> entry : failing.entrySet()) {
      if (keys.size() == MOST_TOLD) {
        break;
      }
      keys.add(key(entry.getKey(), entry.getValue()));
    }
    return keys;
  }

  private static StuckKey key(Work work, Seen seen) {
    byte[] key = work.read.key();
    return new StuckKey(
        work.read.topic(),
        work.read.partition(),
        work.read.offset(),
        key == null ? null : new String(key, UTF_8),
        seen.attempts(),
        seen.since(),
        waitingBehind(work),
        seen.cause());
  }

  private static int waitingBehind(Work work) {
    int waiting = 0;
    @Nullable Work behind = work.next();
    for (int looks = 0; behind != null && looks < MOST_COUNTED; looks++) {
      if (behind.partition == work.partition) {
        waiting++;
      }
      behind = behind.next();
    }
    return waiting;
  }

  /** Says nothing of the event: this is shown to more people than dead letters are. */
  private static String causeOf(Work work, Failure failure) {
    if (work.sinkFailures > 0) {
      return "its dead letter is not written";
    }
    Throwable cause = failure.cause();
    return cause == null ? "its handler asks for another attempt" : cause.getClass().getName();
  }
}
