package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.ServiceException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread on which the relay waits for Kafka, so that the thread which holds the database
 * session can keep it alive meanwhile. The loop hands over one task at a time.
 */
final class KafkaLane {

  /** While waiting for Kafka the session speaks this often; its limit is 3 s. */
  private static final long HEARTBEAT_MILLIS = 500;

  private final ExecutorService thread;

  private KafkaLane(ExecutorService thread) {
    this.thread = thread;
  }

  static KafkaLane start(String relayName) {
    return new KafkaLane(
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("relay-kafka-" + relayName).factory()));
  }

  <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  /**
   * Waits for a task that was submitted.
   *
   * @param heartbeat called twice a second meanwhile: tells the database that this process is alive
   * @throws ServiceException as the task did
   * @throws RelayException where the task failed in another way, or this thread was interrupted
   */
  static <T> T await(Future<T> answer, Runnable heartbeat) {
    while (true) {
      try {
        return answer.get(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        heartbeat.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ServiceException failure) {
          throw failure;
        }
        throw new RelayException("unexpected failure: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RelayException("the relay is being closed", e);
      }
    }
  }

  /** Runs the task when all before it has ended; a lane that is closed drops it. */
  void later(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException _) {
      // closed: nothing is left to tidy up for
    }
  }

  void close() {
    thread.close();
  }

  void closeAtOnce() {
    thread.shutdownNow();
  }
}
