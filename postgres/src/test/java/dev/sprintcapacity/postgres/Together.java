package dev.sprintcapacity.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Does the same thing in several threads that begin at the same moment. */
public final class Together {

  /** Far above what any of these tests needs, on a machine that does much else. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private Together() {}

  /** Waits until all have arrived, and returns in which place this one did. */
  static int await(CyclicBarrier barrier) {
    try {
      return barrier.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", failure);
    } catch (BrokenBarrierException | TimeoutException failure) {
      throw new AssertionError("not all arrived within " + LIMIT, failure);
    }
  }

  /** What each thread returned, in the order of the threads; the first failure fails the test. */
  public static <T> List<T> inThreads(int threads, IntFunction<T> work) {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<T>> calls = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int mine = thread;
      calls.add(() -> {
        start.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return work.apply(mine);
      });
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = calls.stream().map(executor::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
      }
      return results;
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", failure);
    } catch (ExecutionException failure) {
      throw new AssertionError("a thread failed: " + failure.getCause(), failure.getCause());
    } catch (TimeoutException failure) {
      throw new AssertionError("the threads did not finish within " + LIMIT, failure);
    } finally {
      executor.shutdownNow();
    }
  }
}
