package dev.sprintcapacity.chaos.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/** The instances a client may turn to; one that failed is left alone for a moment. Thread-safe. */
final class Routes {
  /** Long enough to keep clients from queueing up before a frozen instance. */
  private static final Duration AVOIDED = Duration.ofSeconds(1);

  private final List<URI> instances;
  private final AtomicLongArray avoidedUntilNanos;

  Routes(List<URI> instances) {
    this.instances = List.copyOf(instances);
    this.avoidedUntilNanos = new AtomicLongArray(instances.size());
    long now = System.nanoTime();
    for (int i = 0; i < instances.size(); i++) {
      avoidedUntilNanos.set(i, now);
    }
  }

  /** Any instance, of those that did not just fail where there are such. */
  int choose(RandomGenerator random) {
    int first = random.nextInt(instances.size());
    long now = System.nanoTime();
    for (int i = 0; i < instances.size(); i++) {
      int candidate = (first + i) % instances.size();
      if (avoidedUntilNanos.get(candidate) - now <= 0) {
        return candidate;
      }
    }
    return first;
  }

  URI base(int instance) {
    return instances.get(instance);
  }

  void failed(int instance) {
    avoidedUntilNanos.set(instance, System.nanoTime() + AVOIDED.toNanos());
  }
}
