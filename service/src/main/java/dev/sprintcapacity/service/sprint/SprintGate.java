package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.SprintId;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one change of a sprint at a time to the database. The row lock orders the changes; this only
 * keeps the others from waiting there, each with a connection that other sprints need. Thread-safe.
 */
final class SprintGate {

  /** Many more than connections, so that two sprints rarely share a gate; a power of two. */
  private static final int GATES = 1024;

  /** As long as a client may reasonably wait for the changes before its own. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final ReentrantLock[] gates = new ReentrantLock[GATES];

  SprintGate() {
    Arrays.setAll(gates, index -> new ReentrantLock());
  }

  /** Does the work when the sprint's turn has come, or refuses where that takes too long. */
  SprintOutcome pass(SprintId id, Supplier<SprintOutcome> work) {
    ReentrantLock gate = gates[spread(id.value().hashCode()) & (GATES - 1)];
    if (!entered(gate)) {
      return new SprintOutcome.Refused(new Refusal.SprintBusy());
    }
    try {
      return work.get();
    } finally {
      gate.unlock();
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }

  private static boolean entered(ReentrantLock gate) {
    try {
      return gate.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
