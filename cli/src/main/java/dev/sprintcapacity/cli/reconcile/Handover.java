package dev.sprintcapacity.cli.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has one thread work on what another one reads, in its order: reading waits for a server, hashing
 * for the processor. What the working thread has done is seen by whoever called {@link #end}. Used
 * by one reading thread.
 *
 * @param <T> what is handed over
 */
final class Handover<T> implements AutoCloseable {
  /** Many enough that the hand-over itself is not felt. */
  private static final int PORTION = 50;

  /**
   * Portions on their way: so few that records of a megabyte still fit into the launcher's heap.
   */
  private static final int PORTIONS = 2;

  /** How long the reader waits before it looks whether there still is somebody who takes. */
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<List<T>> onTheirWay = new ArrayBlockingQueue<>(PORTIONS);
  private final Consumer<T> work;
  private final Thread worker;
  private List<T> portion = new ArrayList<>(PORTION);
  private volatile @Nullable RuntimeException failure;

  /**
   * Starts the working thread.
   *
   * @param name of the thread
   * @param work is done for one after the other
   */
  Handover(String name, Consumer<T> work) {
    this.work = work;
    this.worker = Thread.ofPlatform().name(name).daemon().start(this::takeAll);
  }

  /**
   * Hands one over; waits where the work is far behind.
   *
   * @throws RuntimeException what the work has thrown
   */
  void add(T each) {
    portion.add(each);
    if (portion.size() == PORTION) {
      send(portion);
      portion = new ArrayList<>(PORTION);
    }
  }

  /**
   * Returns when the work is done for all that was handed over.
   *
   * @throws RuntimeException what the work has thrown
   */
  void end() {
    if (!portion.isEmpty()) {
      send(portion);
    }
    send(List.of());
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interrupted.failure(e);
    }
    rethrow();
  }

  /** Ends the working thread, where it was not the end of the work. */
  @Override
  public void close() {
    worker.interrupt();
  }

  private void takeAll() {
    try {
      for (List<T> next = onTheirWay.take(); !next.isEmpty(); next = onTheirWay.take()) {
        next.forEach(work);
      }
    } catch (InterruptedException e) {
      // the reader has given up
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void send(List<T> next) {
    try {
      while (!onTheirWay.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!worker.isAlive()) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interrupted.failure(e);
    }
    rethrow();
  }

  private void rethrow() {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
