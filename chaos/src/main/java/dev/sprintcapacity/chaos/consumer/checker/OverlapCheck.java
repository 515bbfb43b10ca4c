package dev.sprintcapacity.chaos.consumer.checker;

import dev.sprintcapacity.chaos.findings.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether two handlers of one sprint ran at once. A member that was frozen goes on, when it thaws,
 * with what it had begun, and begins what it has in memory until it is told that its partitions are
 * lost; nobody can prevent that from outside. Such overlaps are counted apart: what they must not
 * have is an effect of their own, which the check of effects sees.
 */
final class OverlapCheck {
  private final ConsumerHistory history;
  private final Disturbances disturbances;
  private final Findings<ConsumerFindingKind> findings;
  private long inDoubt;

  OverlapCheck(
      ConsumerHistory history, Disturbances disturbances, Findings<ConsumerFindingKind> findings) {
    this.history = history;
    this.disturbances = disturbances;
    this.findings = findings;
  }

  void check() {
    Map<String, List<Handling>> lanes = new HashMap<>();
    for (Handling handling : history.handlings()) {
      EventMark event = handling.event();
      String lane =
          history.keysTogether() ? event.sprintId() : event.sprintId() + '/' + event.topic();
      lanes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(handling);
      if (handling.ending() == Ending.CUT
          && disturbances.killedNanos(handling.member()).isEmpty()) {
        findings.add(ConsumerFindingKind.UNENDED, handling.toString());
      }
    }
    lanes.values().forEach(this::lane);
  }

  private void lane(List<Handling> handlings) {
    handlings.sort(Comparator.comparingLong(Handling::beganNanos));
    List<Handling> open = new ArrayList<>();
    for (Handling next : handlings) {
      open.removeIf(each -> endOf(each) <= next.beganNanos());
      for (Handling each : open) {
        if (disturbances.inDoubt(each) || disturbances.inDoubt(next)) {
          inDoubt++;
        } else {
          findings.add(ConsumerFindingKind.OVERLAP, each + " and " + next);
        }
      }
      open.add(Objects.requireNonNull(next));
    }
  }

  /** One that never ended is found as such, and not with everything behind it as well. */
  private long endOf(Handling handling) {
    long end = disturbances.endNanos(handling);
    return end == Long.MAX_VALUE ? handling.beganNanos() : end;
  }

  /** Overlaps with a handler of a member that was in doubt. */
  long inDoubt() {
    return inDoubt;
  }
}
