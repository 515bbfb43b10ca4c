package dev.sprintcapacity.consumer.internal.poll;

import java.time.Duration;

/** Who takes the turns of a loop. Open: threads of our own, or a test by hand. Thread-safe. */
public interface LoopThreads {
  /** Begins. */
  void start();

  /**
   * Waits until the loop has ended.
   *
   * @return whether it has within the limit
   */
  boolean awaitEnd(Duration limit) throws InterruptedException;

  /** Waits until the loop has ended, however long. */
  void awaitEnd() throws InterruptedException;

  /** How often one thread took the turns over from another. */
  int takeOvers();

  /** Makes them for a loop. */
  @FunctionalInterface
  interface Maker {
    /**
     * Only remembers what to run.
     *
     * @param name beginning of the names of threads
     * @param atEnd what is done last, before anybody is told of the end
     */
    LoopThreads of(PollLoop loop, String name, Runnable atEnd);
  }
}
