package dev.sprintcapacity.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts in the order of their start; stops them in reverse, each one whatever the others do. Once
 * it has begun to stop them it takes no more. Thread-safe.
 */
final class StartedParts {

  private static final Logger log = LoggerFactory.getLogger(StartedParts.class);

  private record Part(String name, Runnable stop) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closing;

  /**
   * Remembers a part that is started or about to start: a half-started one is stopped as well.
   *
   * @throws StandaloneException where parts are being stopped already; this one is stopped first
   */
  void add(String name, Runnable stop) {
    if (!remembered(new Part(name, stop))) {
      stop.run();
      throw new StandaloneException("asked to stop before " + name + " was started");
    }
  }

  private synchronized boolean remembered(Part part) {
    if (!closing) {
      parts.push(part);
    }
    return !closing;
  }

  /** Stops all parts because of a failure; failures to stop are suppressed in it. */
  void closeAfter(RuntimeException failure, Duration limit) {
    try {
      close(limit);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Stops all parts; the first failure is thrown at the end, with the others suppressed. */
  void close(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    RuntimeException first = null;
    for (Part part = next(); part != null; part = next()) {
      try {
        stop(part, deadline - System.nanoTime());
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private synchronized @Nullable Part next() {
    closing = true;
    return parts.poll();
  }

  private static void stop(Part part, long nanosLeft) {
    // a thread of its own: in a pool of a few, one part that hangs would keep the others from it
    CompletableFuture<Void> stopping =
        CompletableFuture.runAsync(
            part.stop(), Thread.ofPlatform().daemon().name(part.name() + "-stop")::start);
    try {
      stopping.get(Math.max(0, nanosLeft), TimeUnit.NANOSECONDS);
      log.debug("{} stopped", part.name());
    } catch (TimeoutException e) {
      log.warn("{} did not stop in time and is left to the end of the process", part.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new StandaloneException(part.name() + " did not stop cleanly", e);
    }
  }
}
