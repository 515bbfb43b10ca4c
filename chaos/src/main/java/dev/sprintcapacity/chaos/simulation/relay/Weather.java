package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import java.util.concurrent.TimeUnit;

/** How the network treats messages; all worlds end in fair weather. */
final class Weather {
  /** What becomes of a request. */
  enum Fate {
    /** It arrives, and so does the reply. */
    ANSWERED,
    /** It never arrives. */
    LOST,
    /** It arrives, and the reply does not. */
    REPLY_LOST,
    /** It arrives long after its sender gave it up. */
    LATE
  }

  private static final long SHORT_MICROS = 150;
  private static final long USUAL_MICROS = 2_000;
  private static final long SLOW_MICROS = 80_000;
  private static final long STUCK_MICROS = 1_800_000;
  private static final long LATEST_MILLIS = 12_000;

  private final Chance chance;
  private final int foulOneIn;
  private boolean fair;

  /**
   * A world's weather.
   *
   * @param foulOneIn of so many requests one has a bad fate; none where it is 0
   */
  Weather(Chance chance, int foulOneIn) {
    this.chance = chance;
    this.foulOneIn = foulOneIn;
  }

  void turnsFair() {
    fair = true;
  }

  /** How long one message takes, in nanoseconds. */
  long latency() {
    if (!fair && chance.oneIn(500)) {
      return TimeUnit.MICROSECONDS.toNanos(chance.between(SLOW_MICROS, STUCK_MICROS));
    }
    return TimeUnit.MICROSECONDS.toNanos(
        chance.oneIn(40)
            ? chance.between(USUAL_MICROS, SLOW_MICROS)
            : chance.between(SHORT_MICROS, USUAL_MICROS));
  }

  /** After which time a late message arrives, in nanoseconds. */
  long lateness() {
    return TimeUnit.MILLISECONDS.toNanos(chance.between(10, LATEST_MILLIS));
  }

  /** After which time a client notices that it gets no reply, in nanoseconds. */
  long untilNoticed() {
    return TimeUnit.MILLISECONDS.toNanos(
        chance.oneIn(4) ? chance.between(1_000, 4_000) : chance.between(1, 60));
  }

  Fate fate() {
    if (fair || !chance.oneIn(foulOneIn)) {
      return Fate.ANSWERED;
    }
    return switch (chance.between(0, 2)) {
      case 0 -> Fate.LOST;
      case 1 -> Fate.REPLY_LOST;
      default -> Fate.LATE;
    };
  }
}
