package dev.sprintcapacity.service.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Does something many times at the same moment. */
public final class Race {

  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /** The results in the order of the runners, who all begin together. */
  public static <T> List<T> of(int runners, IntFunction<T> work) {
    CyclicBarrier start = new CyclicBarrier(runners);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int runner = i;
        Callable<T> task =
            () -> {
              start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              return work.apply(runner);
            };
        running.add(threads.submit(task));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a runner failed", e);
    }
  }
}
