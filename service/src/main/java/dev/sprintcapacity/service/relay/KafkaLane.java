package dev.sprintcapacity.service.relay;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The thread on which the relay waits for Kafka, so that the thread which holds the database
 * session can keep it alive meanwhile. The loop hands over one task at a time.
 */
final class KafkaLane {

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
