package dev.sprintcapacity.chaos.consumer.checker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Looks up what happened to a member. */
final class Disturbances {
  /**
   * A member that goes on after a freeze is told at its next heartbeat that its partitions are
   * lost, and begins no handler of theirs from then on. This is a bound for a machine that has
   * other things to do; what a member does later has no excuse.
   */
  static final Duration NOTICE_LIMIT = Duration.ofSeconds(5);

  private final Map<String, List<Disturbance>> byMember = new HashMap<>();

  Disturbances(List<Disturbance> all) {
    for (Disturbance each : all) {
      byMember.computeIfAbsent(each.member(), _ -> new java.util.ArrayList<>()).add(each);
    }
  }

  List<Disturbance> of(String member) {
    return byMember.getOrDefault(member, List.of());
  }

  /** When the member was certainly gone; empty where nobody killed it. */
  OptionalLong killedNanos(String member) {
    return of(member).stream()
        .filter(each -> each.kind() == Disturbance.Kind.KILLED)
        .mapToLong(Disturbance::toNanos)
        .findFirst();
  }

  /** When the handling ended, with its process at the latest. */
  long endNanos(Handling handling) {
    return handling.ending() == Ending.CUT
        ? killedNanos(handling.member()).orElse(Long.MAX_VALUE)
        : handling.endedNanos();
  }

  /** Whether a part of the handling lies where its member could not know what is its own. */
  boolean inDoubt(Handling handling) {
    return of(handling.member()).stream()
        .filter(Disturbance::leavesInDoubt)
        .anyMatch(each ->
            handling.beganNanos() <= each.toNanos() + NOTICE_LIMIT.toNanos()
                && endNanos(handling) >= each.fromNanos());
  }
}
