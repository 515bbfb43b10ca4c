package dev.sprintcapacity.chaos.simulation.relay.time;

import java.util.List;
import java.util.UUID;

/** What happens by chance in a world; the same seed gives the same numbers. Used in turns. */
public final class Chance {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** A beginning. */
  public Chance(long seed) {
    this.state = seed;
  }

  /** Any number: SplitMix64, written out so that no release of Java can change it. */
  public long next() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From the first to the last, both included. */
  public long between(long first, long last) {
    return first + Long.remainderUnsigned(next(), last - first + 1);
  }

  /** From the first to the last, both included. */
  public int between(int first, int last) {
    return (int) between((long) first, (long) last);
  }

  /** True once in so many times; never where that is 0. */
  public boolean oneIn(int times) {
    return times > 0 && Long.remainderUnsigned(next(), times) == 0;
  }

  /** One of several. */
  public <T> T of(List<T> several) {
    return several.get(between(0, several.size() - 1));
  }

  /** Any id. */
  public UUID id() {
    return new UUID(next(), next());
  }
}
