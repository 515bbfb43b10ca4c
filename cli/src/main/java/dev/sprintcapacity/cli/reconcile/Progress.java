package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.terminal.Notices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says now and then how far one part of the work has come. */
final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  /** The clock is asked this seldom, for it costs as much as a small event. */
  private static final long LOOK_EACH = 10_000;

  private final Notices notices;
  private final InstantSource clock;
  private final String what;
  private final Instant begin;
  private Instant lastLine;
  private long count;

  /**
   * For one part.
   *
   * @param what is counted, in the plural
   */
  Progress(Notices notices, InstantSource clock, String what) {
    this.notices = notices;
    this.clock = clock;
    this.what = what;
    this.begin = clock.instant();
    this.lastLine = begin;
  }

  /** One more. */
  void step() {
    count++;
    if (count % LOOK_EACH == 0 && clock.instant().isAfter(lastLine.plus(BETWEEN_LINES))) {
      lastLine = clock.instant();
      notices.say("read %d %s so far".formatted(count, what));
    }
  }

  /** All of them. */
  void end() {
    notices.say(
        "read %d %s in %.1f s"
            .formatted(count, what, Duration.between(begin, clock.instant()).toMillis() / 1000.0));
  }
}
