package dev.sprintcapacity.service.relay.lines;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** So many log lines in each second and no more. Lock-free, for any number of threads. */
final class LineBudget {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int COUNT_BITS = 20;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final int linesPerSecond;
  private final LongSupplier nanoTime;

  /** The second in the upper bits, the lines asked for in it in the lower ones. */
  private final AtomicLong state = new AtomicLong();

  private final AtomicLong refused = new AtomicLong();

  LineBudget(int linesPerSecond, LongSupplier nanoTime) {
    this.linesPerSecond = linesPerSecond;
    this.nanoTime = nanoTime;
  }

  /** Whether one more line may be written now. */
  boolean allows() {
    long second = Math.floorDiv(nanoTime.getAsLong(), NANOS_PER_SECOND) << COUNT_BITS;
    long after =
        state.updateAndGet(before -> {
          boolean sameSecond = (before & ~COUNT_MASK) == second;
          return sameSecond ? Math.min(before + 1, second | COUNT_MASK) : second + 1;
        });
    boolean allowed = (after & COUNT_MASK) <= linesPerSecond;
    if (!allowed) {
      refused.incrementAndGet();
    }
    return allowed;
  }

  /** How many lines were refused since this was asked last. */
  long takeRefused() {
    return refused.get() == 0 ? 0 : refused.getAndSet(0);
  }
}
