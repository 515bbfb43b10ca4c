package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;

/** Notices that the whole process stood still: by a signal, or because others had the machine. */
final class StallWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final HandlingLog log;
  private final Duration least;

  /** Writes down whatever lasts as long as {@code least}. */
  StallWatch(HandlingLog log, Duration least) {
    this.log = log;
    this.least = least;
  }

  void start() {
    Thread.ofPlatform().daemon().name("chaos-stall-watch").start(this::run);
  }

  private void run() {
    long before = System.nanoTime();
    while (true) {
      Await.pause(BETWEEN_LOOKS);
      long now = System.nanoTime();
      if (now - before >= least.toNanos()) {
        log.stalled(before, now);
      }
      before = now;
    }
  }
}
