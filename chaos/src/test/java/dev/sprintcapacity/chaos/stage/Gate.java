package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.network.Tap;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Holds back what clients send, and lets it go on as if nothing had been: connections stand.
 * Thread-safe.
 */
final class Gate implements Tap, Tap.Watcher {

  private static final int WIDE_OPEN = 1_000_000;

  private final Semaphore pieces = new Semaphore(WIDE_OPEN);

  @Override
  public Tap.Watcher connected() {
    return this;
  }

  @Override
  public void request(byte[] bytes, int length) throws IOException {
    try {
      pieces.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void answer(byte[] bytes, int length) {}

  /** Nothing passes any more. */
  void shut() {
    pieces.drainPermits();
  }

  /** Whether something waits for it to be opened. */
  boolean holdsSomething() {
    return pieces.hasQueuedThreads();
  }

  /** The next piece passes: a request that is no longer than one, or the beginning of one. */
  void letOnePass() {
    pieces.release();
  }

  /** Everything passes again. */
  void open() {
    pieces.release(WIDE_OPEN);
  }
}
