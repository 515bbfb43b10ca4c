package dev.sprintcapacity.cli.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The second pass: looks at each event of the sprints that differ. It reads a little further than
 * the first pass, for that may have ended between two records of one transaction; what stands
 * behind its end can only be the record of a row, never a difference of its own.
 */
final class Examination {
  private final Map<String, SprintExamination> sprints = new TreeMap<>();
  private final EventHasher hasher = new EventHasher();

  /** For some sprints. */
  Examination(Set<String> sprintIds) {
    sprintIds.forEach(id -> sprints.put(id, new SprintExamination(id)));
  }

  /** The sprints. */
  Set<String> sprintIds() {
    return new HashSet<>(sprints.keySet());
  }

  /** Takes in a row; all rows come before all records. */
  void add(EventRow row, Expectation expectation) {
    SprintExamination sprint = sprints.get(row.sprintId());
    if (sprint != null) {
      sprint.add(row, hasher.of(row), expectation);
    }
  }

  /**
   * Takes in a record; those of a partition come in its order.
   *
   * @param inFirstPass whether the first pass has read it
   */
  void add(ConsumerRecord<byte[], byte[]> found, boolean inFirstPass) {
    SprintExamination sprint = sprints.get(FoundRecord.sprintId(found));
    if (sprint != null) {
      sprint.add(found, hasher.of(found), inFirstPass);
    }
  }

  /** All differences, by sprint, each sprint's in the order of its events. */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>();
    sprints.values().forEach(sprint -> all.addAll(sprint.differences()));
    return all;
  }
}
