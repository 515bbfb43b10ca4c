package dev.sprintcapacity.chaos.consumer.checker;

import java.util.Objects;

/**
 * An effect that was committed together with the mark of the inbox.
 *
 * @param place number of the insertion. Effects of one sprint and topic are inserted one after the
 *     other, each after the commit of the one before, as the inbox holds the lock of its key
 * @param event whose effect it is
 * @param member that applied it
 * @param startedNanos when its handler had the transaction, by the clock of the host
 * @param endedNanos when it was inserted
 */
public record Effect(
    long place, EventMark event, String member, long startedNanos, long endedNanos) {
  /** Checks that everything is there. */
  public Effect {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(member, "member");
  }

  @Override
  public String toString() {
    return "effect %d of %s by %s".formatted(place, event, member);
  }
}
