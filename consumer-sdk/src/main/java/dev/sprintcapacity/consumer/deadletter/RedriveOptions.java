package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;

/**
 * How to send dead letters back.
 *
 * @param dryRun only say what would happen; writes nothing
 * @param force send back even what reorders a parked key
 * @param maxRedrives a dead letter that was sent back so often is refused; at least 1, {@value
 *     #DEFAULT_MAX_REDRIVES} by default
 * @since 0.1.0
 */
public record RedriveOptions(boolean dryRun, boolean force, int maxRedrives) {
  /** Who failed so often fails for a reason that another redrive does not remove. */
  public static final int DEFAULT_MAX_REDRIVES = 3;

  /** For real, in order, with the usual guard against loops. */
  public static final RedriveOptions DEFAULT =
      new RedriveOptions(false, false, DEFAULT_MAX_REDRIVES);

  /** Only says what {@link #DEFAULT} would do. */
  public static final RedriveOptions DRY_RUN =
      new RedriveOptions(true, false, DEFAULT_MAX_REDRIVES);

  /** Checks the bound. */
  public RedriveOptions {
    if (maxRedrives < 1) {
      throw new ConsumerException("maxRedrives must be at least 1, but is " + maxRedrives);
    }
  }

  /**
   * The same, even where a parked key is reordered.
   *
   * @return other options
   */
  public RedriveOptions forced() {
    return new RedriveOptions(dryRun, true, maxRedrives);
  }

  /**
   * The same with another guard against loops.
   *
   * @param redrives at least 1
   * @return other options
   */
  public RedriveOptions atMost(int redrives) {
    return new RedriveOptions(dryRun, force, redrives);
  }
}
