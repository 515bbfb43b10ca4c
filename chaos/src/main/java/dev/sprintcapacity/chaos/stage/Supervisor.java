package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts children, and starts them again when they have ended. */
public final class Supervisor implements AutoCloseable {
  /** An orchestrator notices the end of its child about at once. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final List<Child> children;
  private volatile boolean ending;
  private @Nullable Thread thread;

  /** Of these; nothing runs before {@link #start}. */
  public Supervisor(List<Child> children) {
    this.children = List.copyOf(children);
  }

  /** Starts all, and looks after them from now on. */
  public void start() {
    children.forEach(Child::start);
    thread = Thread.ofPlatform().daemon().name("chaos-supervisor").start(this::run);
  }

  private void run() {
    while (!ending) {
      children.forEach(Child::revive);
      Await.pause(BETWEEN_LOOKS);
    }
  }

  /** How often a child ended although nobody killed it or asked it to end. */
  public int unaskedEnds() {
    return children.stream().mapToInt(Child::unaskedEnds).sum();
  }

  @Override
  public void close() {
    ending = true;
    Thread running = thread;
    try {
      if (running != null && !running.join(STOP_LIMIT)) {
        throw new ChaosException("the supervisor does not end within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while the supervisor ended", e);
    }
  }
}
