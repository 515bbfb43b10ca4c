package dev.sprintcapacity.chaos.consumer.checker;

import java.util.Objects;

/**
 * Something that happened to a member and excuses a part of what it does, or of what is done again
 * after it. A member that joins, leaves or is closed in peace excuses nothing.
 *
 * @param member the process
 * @param kind what happened
 * @param fromNanos when it began, by the clock of the host
 * @param toNanos when it was over; for a kill, when the process was certainly gone
 */
public record Disturbance(String member, Kind kind, long fromNanos, long toNanos) {
  /** What can happen. Closed: who is alive and runs has no excuse. */
  public enum Kind {
    /** Killed with SIGKILL. */
    KILLED,
    /** Stopped with SIGSTOP, longer than its session lasts, and let go on. */
    FROZEN,
    /** Put aside by the system for a good part of a session; noticed by the process itself. */
    STALLED
  }

  /** Checks the values. */
  public Disturbance {
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(kind, "kind");
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException(
          "%s of %s ends before it begins: %d, %d".formatted(kind, member, fromNanos, toNanos));
    }
  }

  /** Whether the member may act on partitions that it lost without knowing it. */
  public boolean leavesInDoubt() {
    return kind != Kind.KILLED;
  }
}
