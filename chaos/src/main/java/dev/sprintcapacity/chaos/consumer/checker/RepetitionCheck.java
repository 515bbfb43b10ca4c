package dev.sprintcapacity.chaos.consumer.checker;

import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import dev.sprintcapacity.chaos.consumer.checker.Handling.RecordPlace;
import dev.sprintcapacity.chaos.findings.Findings;
import dev.sprintcapacity.consumer.ConsumerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which records were delivered again after a handler had finished them, and whether that is
 * excused: where the member that finished one was killed or frozen while it was in flight, or where
 * the member that has it again is in doubt itself.
 *
 * <p>In flight at a kill or a freeze is what was finished since the third last commit of its
 * partition that the member was told of before, and at most {@link #COMMIT_LIMIT} before. The third
 * last, because one commit at most is on its way: the last one was sent after the answer to the one
 * before, and holds at least what the consumer knew when that one was sent.
 */
final class RepetitionCheck {
  /** The interval of commits is 200 ms; this leaves room for a broker that has to wait its turn. */
  static final Duration COMMIT_LIMIT = Duration.ofSeconds(10);

  /**
   * A handler that takes longer may outlive the hand-over of its partition, and then its record is
   * read again by the next owner: the consumer's default, which members have.
   */
  static final Duration HANDOVER_LIMIT = ConsumerSettings.DEFAULT_HANDOVER_LIMIT;

  private static final int COMMITS_BACK = 3;

  private final ConsumerHistory history;
  private final Disturbances disturbances;
  private final Findings<ConsumerFindingKind> findings;
  private final Map<PartitionOfMember, List<Long>> commits = new HashMap<>();
  private final Map<Disturbance, Long> repeatedBy = new HashMap<>();
  private long deliveries;
  private long resumed;
  private long repeatedInDoubt;
  private long outlived;

  RepetitionCheck(
      ConsumerHistory history, Disturbances disturbances, Findings<ConsumerFindingKind> findings) {
    this.history = history;
    this.disturbances = disturbances;
    this.findings = findings;
    for (Commit commit : history.commits()) {
      commits
          .computeIfAbsent(
              new PartitionOfMember(commit.member(), commit.topic(), commit.partition()),
              _ -> new ArrayList<>())
          .add(commit.nanos());
    }
    commits.values().forEach(Collections::sort);
  }

  void check() {
    Map<RecordPlace, List<Handling>> places = new HashMap<>();
    for (Handling handling : history.handlings()) {
      places.computeIfAbsent(handling.place(), _ -> new ArrayList<>(1)).add(handling);
    }
    places.values().forEach(this::place);
  }

  private void place(List<Handling> handlings) {
    handlings.sort(Comparator.comparingLong(Handling::beganNanos));
    boolean first = true;
    for (Handling delivery : handlings) {
      if (delivery.isDelivery()) {
        deliveries++;
        List<Handling> finished =
            handlings.stream()
                .filter(
                    each -> each.ending().finishes() && each.endedNanos() < delivery.beganNanos())
                .toList();
        if (!finished.isEmpty()) {
          repeated(finished, delivery);
        } else if (!first) {
          resumed++;
        }
        first = false;
      }
    }
  }

  /**
   * Everybody who finished it before needs an excuse for not having it committed, unless the one
   * that has it again is in doubt: it goes on with what it read before it was stopped. To have
   * taken longer than a hand-over waits is an excuse of one's own, and none for the others.
   */
  private void repeated(List<Handling> finished, Handling delivery) {
    List<Disturbance> excuses = new ArrayList<>();
    for (Handling each : finished) {
      Optional<Disturbance> excuse =
          disturbances.of(each.member()).stream()
              .filter(disturbance -> excuses(disturbance, each, delivery))
              .findFirst();
      if (excuse.isEmpty()) {
        if (disturbances.inDoubt(delivery)) {
          repeatedInDoubt++;
          return;
        }
        if (each.endedNanos() - each.beganNanos() < HANDOVER_LIMIT.toNanos()) {
          findings.add(kindOf(each), each + ", and then " + delivery);
          return;
        }
      }
      excuse.ifPresent(excuses::add);
    }
    if (excuses.isEmpty()) {
      outlived++;
    } else {
      repeatedBy.merge(excuses.getLast(), 1L, Long::sum);
    }
  }

  private ConsumerFindingKind kindOf(Handling finished) {
    return disturbances.of(finished.member()).stream()
            .anyMatch(disturbance -> disturbance.toNanos() >= finished.endedNanos())
        ? ConsumerFindingKind.REPEATED_THOUGH_COMMITTED
        : ConsumerFindingKind.REPEATED_IN_PEACE;
  }

  private boolean excuses(Disturbance disturbance, Handling finished, Handling delivery) {
    long notice = disturbance.leavesInDoubt() ? Disturbances.NOTICE_LIMIT.toNanos() : 0;
    return finished.endedNanos() <= disturbance.toNanos() + notice
        && delivery.beganNanos() >= disturbance.fromNanos()
        && finished.endedNanos() >= disturbance.fromNanos() - COMMIT_LIMIT.toNanos()
        && finished.endedNanos() >= inFlightSince(finished, disturbance.fromNanos());
  }

  private long inFlightSince(Handling finished, long nanos) {
    List<Long> told =
        commits.getOrDefault(
            new PartitionOfMember(
                finished.member(), finished.event().topic(), finished.partition()),
            List.of());
    int place = Collections.binarySearch(told, nanos);
    int before = place >= 0 ? place + 1 : -place - 1;
    return before < COMMITS_BACK ? Long.MIN_VALUE : told.get(before - COMMITS_BACK);
  }

  /** First attempts, of whichever member. */
  long deliveries() {
    return deliveries;
  }

  /** Deliveries of records that had been begun and not finished. */
  long resumed() {
    return resumed;
  }

  /** Deliveries of finished records to members in doubt. */
  long repeatedInDoubt() {
    return repeatedInDoubt;
  }

  /** Deliveries of records whose handler took longer than a hand-over waits. */
  long outlived() {
    return outlived;
  }

  /** Deliveries of finished records that a kind of disturbance excuses. */
  long repeated(Disturbance.Kind kind) {
    return repeatedBy.entrySet().stream()
        .filter(each -> each.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The most that one disturbance of the kind had delivered again. */
  long mostRepeated(Disturbance.Kind kind) {
    return repeatedBy.entrySet().stream()
        .filter(each -> each.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private record PartitionOfMember(String member, String topic, int partition) {}
}
