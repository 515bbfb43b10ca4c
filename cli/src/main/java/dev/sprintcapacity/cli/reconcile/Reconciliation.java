package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.kafka.KafkaLocation;
import dev.sprintcapacity.cli.terminal.Notices;
import dev.sprintcapacity.cli.terminal.Stop;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares the event table with the topics while both go on. What makes the order of questions
 * right:
 *
 * <ol>
 *   <li>the relay's cursor: what it calls published has its records written;
 *   <li>the ends of the topics: all of those records are before them;
 *   <li>the records up to these ends;
 *   <li>the rows, of one moment after that: each record has its row in them.
 * </ol>
 *
 * <p>So a record without a row is a difference at any time. A row without a record is one where the
 * cursor calls it published, or where a later event of its sprint is there; otherwise it is
 * waiting.
 */
final class Reconciliation {
  /** Memory of the second pass: some kilobytes for each. */
  private static final long MOST_EXAMINED_EVENTS = 20_000;

  private final DatabaseAddress database;
  private final KafkaLocation location;
  private final boolean settled;
  private final Notices notices;
  private final Stop stop;
  private final InstantSource clock;

  /**
   * Only remembers what to compare.
   *
   * @param settled nothing is on its way: a row without a record is lost
   */
  Reconciliation(
      DatabaseAddress database,
      KafkaLocation location,
      boolean settled,
      Notices notices,
      Stop stop,
      InstantSource clock) {
    this.database = database;
    this.location = location;
    this.settled = settled;
    this.notices = notices;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Compares.
   *
   * @throws dev.sprintcapacity.cli.CliException where one side cannot be read to its end
   */
  Verdict run() {
    TableIdentity identity = identity();
    try (KafkaSide kafka = KafkaSide.open(location, stop, clock)) {
      RelayCursor cursor = cursor(kafka, identity);
      TopicRange range = TopicRange.lookUp(kafka);
      range
          .missingTopics()
          .forEach(topic -> notices.say("topic %s does not exist".formatted(topic)));
      Traces traces = new Traces(range, settled);
      readRecords(kafka, range, traces);
      Optional<Examination> examination = readRows(cursor, traces);
      List<Difference> differences =
          examination.map(each -> examine(kafka, range, each)).orElse(List.of());
      return new Verdict(
          differences,
          traces.differingCount() - examination.map(each -> each.sprintIds().size()).orElse(0),
          new Verdict.Counts(
              traces.rowCount(),
              traces.recordCount(),
              traces.sprintCount(),
              traces.waitingCount(),
              traces.notComparableCount(),
              traces.unknownTopicCount()));
    }
  }

  private TableIdentity identity() {
    try (EventTable table = EventTable.open(database, stop)) {
      TableIdentity identity = table.identity();
      if (identity.standby()) {
        notices.say(
            "%s is a stand-by: rows it has not received yet make their records look extra"
                .formatted(database));
      }
      return identity;
    }
  }

  private RelayCursor cursor(KafkaSide kafka, TableIdentity identity) {
    Optional<RelayCursor> cursor = CursorSearch.newest(kafka, identity);
    if (cursor.isEmpty() && !settled) {
      notices.say(
          """
          topic %s has no cursor of this event table: rows after the last record of their sprint \
          count as waiting\
          """
              .formatted(RelayCursor.TOPIC));
    }
    return cursor.orElse(RelayCursor.NONE);
  }

  private void readRecords(KafkaSide kafka, TopicRange range, Traces traces) {
    notices.say(
        "reading %s at %s, %d offsets"
            .formatted(
                String.join(" and ", TopicRange.TOPICS),
                location.servers().text(),
                range.offsetCount()));
    Progress progress = new Progress(notices, clock, "records");
    try (Handover<ConsumerRecord<byte[], byte[]>> handover =
        new Handover<>("records", traces::add)) {
      kafka.read(
          range.beginnings(),
          range.ends(),
          found -> {
            handover.add(found);
            progress.step();
          });
      handover.end();
    }
    progress.end();
  }

  private Optional<Examination> readRows(RelayCursor cursor, Traces traces) {
    notices.say("reading the event table at %s".formatted(database));
    Progress progress = new Progress(notices, clock, "rows");
    try (EventTable table = EventTable.open(database, stop)) {
      try (Handover<EventRow> handover = new Handover<>("rows", traces::add)) {
        table.readAll(
            cursor,
            row -> {
              handover.add(row);
              progress.step();
            });
        handover.end();
      }
      progress.end();
      Set<String> differing = traces.differing(MOST_EXAMINED_EVENTS);
      if (differing.isEmpty()) {
        return Optional.empty();
      }
      // more of the same transaction, so that it is the same moment of the table
      Examination examination = new Examination(differing);
      table.readSprints(differing, cursor, row -> examination.add(row, traces.expectation(row)));
      return Optional.of(examination);
    }
  }

  private List<Difference> examine(KafkaSide kafka, TopicRange range, Examination examination) {
    notices.say("looking at each event of %d sprints".formatted(examination.sprintIds().size()));
    kafka.read(
        range.beginnings(),
        kafka.ends(range.beginnings().keySet()),
        found -> examination.add(found, range.holds(found)));
    return examination.differences();
  }
}
