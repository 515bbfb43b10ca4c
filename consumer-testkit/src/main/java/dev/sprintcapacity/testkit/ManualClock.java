package dev.sprintcapacity.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that moves only when told to. The time of day and the nano source are one: both move by the
 * same {@link #advance}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ManualClock extends Clock {
  /** Where a clock begins that is not told otherwise. */
  public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final Instant start;
  private final AtomicLong nanos;
  private final ZoneId zone;

  /** Begins at {@link #START}, in UTC. */
  public ManualClock() {
    this(START);
  }

  /**
   * Begins at a time, in UTC.
   *
   * @param start the time until the first {@link #advance}
   */
  public ManualClock(Instant start) {
    this(start, new AtomicLong(), ZoneOffset.UTC);
  }

  private ManualClock(Instant start, AtomicLong nanos, ZoneId zone) {
    this.start = start;
    this.nanos = nanos;
    this.zone = zone;
  }

  /**
   * Moves on.
   *
   * @param time zero or more
   * @throws TestKitException where the time is negative
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new TestKitException("time moves forward only: advance(%s)".formatted(time));
    }
    nanos.addAndGet(time.toNanos());
  }

  /**
   * The nano source: what {@link System#nanoTime()} is to the system's clock.
   *
   * @return nanoseconds since the start
   */
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /**
   * The same time in another zone.
   *
   * @param other the zone
   * @return a view: it moves when this one does
   */
  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(start, nanos, other);
  }

  @Override
  public String toString() {
    return "ManualClock at " + instant();
  }
}
