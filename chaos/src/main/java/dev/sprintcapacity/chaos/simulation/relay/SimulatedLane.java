package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.chaos.simulation.relay.time.Signal;
import dev.sprintcapacity.service.relay.ports.Lane;
import dev.sprintcapacity.service.relay.ports.RelayException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The lane as a thread of the world. */
final class SimulatedLane implements Lane {
  private static final long HEARTBEAT = Duration.ofMillis(500).toNanos();
  private static final long LONG = Duration.ofHours(1).toNanos();

  private final Scheduler scheduler;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Signal work;
  private final Signal done;

  SimulatedLane(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.work = new Signal(scheduler);
    this.done = new Signal(scheduler);
  }

  /** The thread's body; ends with its process. */
  void run() {
    while (true) {
      Runnable task = tasks.poll();
      if (task == null) {
        work.takeBack();
        scheduler.await(work, LONG);
      } else {
        task.run();
        done.give();
      }
    }
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    later(() -> {
      try {
        answer.complete(task.call());
      } catch (Exception e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  @Override
  public <T> T await(Future<T> answer, Runnable heartbeat) {
    long begin = scheduler.now();
    while (!answer.isDone()) {
      done.takeBack();
      long left = HEARTBEAT - (scheduler.now() - begin);
      if (left <= 0 || !scheduler.await(done, left)) {
        heartbeat.run();
        begin = scheduler.now();
      }
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw Lane.failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RelayException("interrupted", e);
    }
  }

  @Override
  public void later(Runnable task) {
    tasks.add(task);
    work.give();
  }
}
