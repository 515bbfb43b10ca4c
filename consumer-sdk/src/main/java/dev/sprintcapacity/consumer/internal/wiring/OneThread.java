package dev.sprintcapacity.consumer.internal.wiring;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs work at once on the thread that brings it; work that is brought meanwhile runs after it, so
 * that no chain of work grows the stack. Holds one entry for each worker at most. For one thread.
 */
public final class OneThread implements Executor {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
    if (running) {
      return;
    }
    running = true;
    try {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        next.run();
      }
    } finally {
      running = false;
    }
  }
}
