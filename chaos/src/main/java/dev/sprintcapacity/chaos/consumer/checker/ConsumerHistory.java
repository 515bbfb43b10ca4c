package dev.sprintcapacity.chaos.consumer.checker;

import java.util.List;
import java.util.Objects;

/**
 * Everything that is known of a group.
 *
 * @param produced events that are visible to readers of committed records
 * @param effects rows of the table of effects
 * @param handlings calls of handlers of all members
 * @param commits acknowledged commits of offsets of all members
 * @param disturbances of members
 * @param keysTogether whether the assignor gives partitions of one number to one member, so that a
 *     sprint is one member's over both topics; otherwise overlaps count within a topic
 */
public record ConsumerHistory(
    List<EventMark> produced,
    List<Effect> effects,
    List<Handling> handlings,
    List<Commit> commits,
    List<Disturbance> disturbances,
    boolean keysTogether) {
  /** Copies the lists. */
  public ConsumerHistory {
    produced = List.copyOf(produced);
    effects = List.copyOf(effects);
    handlings = List.copyOf(handlings);
    commits = List.copyOf(commits);
    disturbances = List.copyOf(disturbances);
  }

  /**
   * A commit of a partition's offset that was acknowledged.
   *
   * @param member that committed
   * @param topic of the partition
   * @param partition committed
   * @param nanos when the member was told, by the clock of the host
   */
  public record Commit(String member, String topic, int partition, long nanos) {
    /** Checks that everything is there. */
    public Commit {
      Objects.requireNonNull(member, "member");
      Objects.requireNonNull(topic, "topic");
    }
  }
}
