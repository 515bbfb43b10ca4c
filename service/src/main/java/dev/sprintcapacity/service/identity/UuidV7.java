package dev.sprintcapacity.service.identity;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Generates time-ordered UUIDs (RFC 9562, version 7).
 *
 * <p>Every value is greater than the one before it, also within a millisecond and when the clock
 * steps back: 12 bits count inside the millisecond, and a full counter borrows the next one. Safe
 * for use by many threads.
 */
public final class UuidV7 {

  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();

  /** Milliseconds and counter of the last value, as one number: {@code millis << 12 | counter}. */
  private long lastTick = Long.MIN_VALUE;

  /** Creates a generator over the given time and randomness. */
  public UuidV7(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next identifier, greater than every earlier one of this generator. */
  public UUID next() {
    long tick = nextTick();
    long high = ((tick >>> COUNTER_BITS) << 16) | VERSION_7 | (tick & COUNTER_MASK);
    long low = VARIANT | (random.nextLong() & RANDOM_MASK);
    return new UUID(high, low);
  }

  private long nextTick() {
    lock.lock();
    try {
      long now = clock.millis() << COUNTER_BITS;
      lastTick = now > lastTick ? now : lastTick + 1;
      return lastTick;
    } finally {
      lock.unlock();
    }
  }
}
