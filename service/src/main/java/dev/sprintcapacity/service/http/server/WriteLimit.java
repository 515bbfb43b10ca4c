package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the writes in progress, and with them memory and the queue before the database: a request
 * waits a moment for a place and is then refused, so that a flood is answered and not stored.
 */
public final class WriteLimit {

  /** Long enough to ride out a burst, short enough that a client has not given up. */
  private static final Duration WAIT_FOR_PLACE = Duration.ofSeconds(2);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore places;

  /** A limit of this many writes at once. */
  public WriteLimit(int concurrentWrites) {
    this.places = new Semaphore(concurrentWrites);
  }

  /**
   * Does the work once there is a place for it.
   *
   * @throws ProblemException {@link ProblemCode#TOO_MANY_REQUESTS} where no place came free in time
   */
  public <T> T run(Supplier<T> work) {
    if (!taken()) {
      throw new ProblemException(
          Problem.of(
                  ProblemCode.TOO_MANY_REQUESTS,
                  "More writes are in progress than this service takes at once. Try again shortly.")
              .retryAfter(RETRY_AFTER));
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Writes that could begin at once. */
  public int free() {
    return places.availablePermits();
  }

  private boolean taken() {
    try {
      return places.tryAcquire(WAIT_FOR_PLACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
