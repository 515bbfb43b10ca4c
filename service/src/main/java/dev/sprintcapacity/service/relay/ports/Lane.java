package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.service.ServiceException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Where the relay waits for Kafka, so that the thread which holds the database session can keep it
 * alive meanwhile. Tasks run one after the other, in the order in which they were handed over; the
 * loop awaits one at a time.
 *
 * <p>Open: a thread stands behind it in production, a simulated one in simulations.
 */
public interface Lane {

  /** Hands over a task; to be waited for with {@link #await}. */
  <T> Future<T> submit(Callable<T> task);

  /**
   * Waits for a task that was submitted here.
   *
   * @param heartbeat called twice a second meanwhile: tells the database that this process is
   *     alive; what it throws ends the wait, not the task
   * @throws ServiceException as the task did
   * @throws RelayException where the task failed in another way, or this thread was interrupted
   */
  <T> T await(Future<T> answer, Runnable heartbeat);

  /** Runs the task when all before it have ended; a lane that is closed drops it. */
  void later(Runnable task);

  /** What a failed task means to the one who awaits it. */
  static ServiceException failure(ExecutionException e) {
    return e.getCause() instanceof ServiceException failure
        ? failure
        : new RelayException("unexpected failure: " + e.getCause(), e.getCause());
  }
}
