package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.atomic.LongAdder;

/** What became of records since the start. Thread-safe; all numbers only grow. */
public final class HandlingCounters {
  private final LongAdder handled = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder failedAttempts = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final LongAdder sinkFailures = new LongAdder();
  private final LongAdder doneBefore = new LongAdder();
  private final LongAdder inline = new LongAdder();
  private final LongAdder foreign = new LongAdder();

  /** Records whose handler did its work. */
  public LongAdder handled() {
    return handled;
  }

  /** Records whose handler said that there is no work. */
  public LongAdder skipped() {
    return skipped;
  }

  /** Records for which no handler was asked. */
  public LongAdder ignored() {
    return ignored;
  }

  /** Attempts after which another came. */
  public LongAdder failedAttempts() {
    return failedAttempts;
  }

  /** Dead letters that were acknowledged. */
  public LongAdder deadLetters() {
    return deadLetters;
  }

  /** Dead letters of these that stood behind a parked key. */
  public LongAdder parked() {
    return parked;
  }

  /** Dead letters, or parked keys, that could not be written and were tried again. */
  public LongAdder sinkFailures() {
    return sinkFailures;
  }

  /** Records left out because the metadata of a commit named them as done. */
  public LongAdder doneBefore() {
    return doneBefore;
  }

  /** Records of a redrive topic that no redrive of the group wrote, left out. */
  public LongAdder foreign() {
    return foreign;
  }

  /** Records handled by the leader itself. */
  public LongAdder inline() {
    return inline;
  }
}
