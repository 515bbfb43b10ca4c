package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of this JVM, which end with it: also one that a supervisor is about to start again
 * because its predecessor was ended. Thread-safe.
 */
final class Children {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Process> started = new HashSet<>();
  private boolean ending;

  /**
   * Starts a process.
   *
   * @throws ChaosException where the end has begun
   */
  Process start(ProcessBuilder builder) throws IOException {
    lock.lock();
    try {
      if (ending) {
        throw new ChaosException("nothing is started any more: this program ends");
      }
      started.removeIf(process -> !process.isAlive());
      Process process = builder.start();
      started.add(process);
      return process;
    } finally {
      lock.unlock();
    }
  }

  /** Kills all; nothing is started afterwards. */
  void end() {
    lock.lock();
    try {
      ending = true;
      started.forEach(Process::destroyForcibly);
    } finally {
      lock.unlock();
    }
  }
}
