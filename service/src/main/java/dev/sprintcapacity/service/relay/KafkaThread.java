package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.relay.ports.Lane;
import dev.sprintcapacity.service.relay.ports.RelayException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lane as a thread of its own. */
final class KafkaThread implements Lane {

  /** While waiting for Kafka the session speaks this often; its limit is 3 s. */
  private static final long HEARTBEAT_MILLIS = 500;

  private final ExecutorService thread;

  private KafkaThread(ExecutorService thread) {
    this.thread = thread;
  }

  static KafkaThread start(String relayName) {
    return new KafkaThread(
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("relay-kafka-" + relayName).factory()));
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  @Override
  public <T> T await(Future<T> answer, Runnable heartbeat) {
    while (true) {
      try {
        return answer.get(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        heartbeat.run();
      } catch (ExecutionException e) {
        throw Lane.failure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RelayException("the relay is being closed", e);
      }
    }
  }

  @Override
  public void later(Runnable task) {
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
