package dev.sprintcapacity.cli.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The first pass: takes in all records, then all rows, and knows which sprints differ. */
final class Traces {
  private final Map<String, SprintTrace> sprints = new HashMap<>();
  private final EventHasher hasher = new EventHasher();
  private final TopicRange range;
  private final boolean settled;
  private long records;
  private long rows;
  private long waiting;
  private long notComparable;
  private long unknownTopic;

  /**
   * For one comparison.
   *
   * @param range what is read of the topics
   * @param settled nothing is on its way: a row without a record is lost
   */
  Traces(TopicRange range, boolean settled) {
    this.range = range;
    this.settled = settled;
  }

  void add(ConsumerRecord<byte[], byte[]> found) {
    records++;
    of(FoundRecord.sprintId(found))
        .addRecord(
            TopicRange.TOPICS.indexOf(found.topic()),
            found.partition(),
            FoundRecord.sequence(found),
            hasher.of(found));
  }

  void add(EventRow row) {
    rows++;
    SprintTrace trace = of(row.sprintId());
    switch (expectation(row, trace)) {
      case RECORD -> trace.addRow(hasher.of(row));
      case WAITING -> waiting++;
      case NOT_COMPARABLE -> notComparable++;
      case UNKNOWN_TOPIC -> unknownTopic++;
    }
  }

  /** What is to be expected of a row, now that all records were taken in. */
  Expectation expectation(EventRow row) {
    return expectation(row, of(row.sprintId()));
  }

  private Expectation expectation(EventRow row, SprintTrace trace) {
    int topic = TopicRange.TOPICS.indexOf(row.topic());
    if (topic < 0) {
      return Expectation.UNKNOWN_TOPIC;
    }
    boolean mayWait = !row.published() && !settled && row.sequence() > trace.lastSequence();
    if (row.sequence() < trace.firstSequence(topic)) {
      int partition = trace.firstPartition(topic);
      boolean truncated =
          partition < 0
              ? range.isTruncatedFor(row.topic(), row.sprintId().getBytes(UTF_8))
              : range.isTruncated(row.topic(), partition);
      if (truncated && !mayWait) {
        return Expectation.NOT_COMPARABLE;
      }
    }
    return mayWait ? Expectation.WAITING : Expectation.RECORD;
  }

  /**
   * Sprints whose records are not their rows, or may not be in order.
   *
   * @param eventLimit sprints are left out where all together have more events than this
   */
  Set<String> differing(long eventLimit) {
    Set<String> ids = new LinkedHashSet<>();
    long events = 0;
    for (Map.Entry<String, SprintTrace> sprint : sprints.entrySet()) {
      SprintTrace trace = sprint.getValue();
      if (trace.differs() && (ids.isEmpty() || events + trace.eventCount() <= eventLimit)) {
        ids.add(sprint.getKey());
        events += trace.eventCount();
      }
    }
    return ids;
  }

  /** Number of all sprints that differ. */
  long differingCount() {
    return sprints.values().stream().filter(SprintTrace::differs).count();
  }

  long recordCount() {
    return records;
  }

  long rowCount() {
    return rows;
  }

  long sprintCount() {
    return sprints.size();
  }

  long waitingCount() {
    return waiting;
  }

  long notComparableCount() {
    return notComparable;
  }

  long unknownTopicCount() {
    return unknownTopic;
  }

  private SprintTrace of(String sprintId) {
    return sprints.computeIfAbsent(sprintId, _ -> new SprintTrace(TopicRange.TOPICS.size()));
  }
}
