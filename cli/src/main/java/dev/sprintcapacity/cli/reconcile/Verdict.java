package dev.sprintcapacity.cli.reconcile;

import java.util.List;

/**
 * What the comparison found.
 *
 * @param differences all differences of the sprints that were looked at
 * @param unexamined sprints that differ as well and were not looked at, for there were too many
 * @param counts how much was read
 */
record Verdict(List<Difference> differences, long unexamined, Counts counts) {
  Verdict {
    differences = List.copyOf(differences);
  }

  /**
   * How much was read.
   *
   * @param rows rows of the event table
   * @param records committed records of both topics
   * @param sprints sprints that have either
   * @param waiting rows that are not published yet
   * @param notComparable rows whose records were removed from the beginning of the topics
   * @param unknownTopic rows that go to a topic this version does not know
   */
  record Counts(
      long rows, long records, long sprints, long waiting, long notComparable, long unknownTopic) {}

  /** Whether nothing differs. */
  boolean clean() {
    return differences.isEmpty() && unexamined == 0;
  }

  /** Number of differences of a kind. */
  long count(DifferenceKind kind) {
    return differences.stream().filter(difference -> difference.kind() == kind).count();
  }
}
