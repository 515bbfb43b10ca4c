package dev.sprintcapacity.cli.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds which events of one sprint differ. */
final class SprintExamination {
  private final String sprintId;
  private final Map<String, RowMark> rowsById = new LinkedHashMap<>();
  private final Map<Long, RowMark> rowsBySequence = new HashMap<>();
  private final List<RecordMark> strangers = new ArrayList<>();
  private final List<Difference> found = new ArrayList<>();
  private final Map<String, Long> greatest = new HashMap<>();

  /** A row, its hash, and the records that claim to be it. */
  private static final class RowMark {
    final EventRow row;
    final EventHash hash;
    final Expectation expectation;
    final List<RecordMark> records = new ArrayList<>();

    RowMark(EventRow row, EventHash hash, Expectation expectation) {
      this.row = row;
      this.hash = hash;
      this.expectation = expectation;
    }
  }

  /**
   * What is kept of a record.
   *
   * @param detail in what it differs from its row; empty where it does not
   * @param inFirstPass whether the first pass has read it
   */
  private record RecordMark(
      String topic,
      Difference.Place place,
      long sequence,
      String id,
      String detail,
      boolean inFirstPass) {
    boolean differs() {
      return !detail.isEmpty();
    }
  }

  SprintExamination(String sprintId) {
    this.sprintId = sprintId;
  }

  void add(EventRow row, EventHash hash, Expectation expectation) {
    RowMark mark = new RowMark(row, hash, expectation);
    rowsById.put(row.id().toString(), mark);
    rowsBySequence.put(row.sequence(), mark);
  }

  void add(ConsumerRecord<byte[], byte[]> kafkaRecord, EventHash hash, boolean inFirstPass) {
    String id = FoundRecord.id(kafkaRecord);
    long sequence = FoundRecord.sequence(kafkaRecord);
    RowMark own = rowsById.get(id);
    RowMark meant = own == null ? rowsBySequence.get(sequence) : own;
    String detail =
        meant == null || meant.hash.equals(hash)
            ? ""
            : String.join(", ", EventHasher.differences(meant.row, kafkaRecord));
    RecordMark mark =
        new RecordMark(
            kafkaRecord.topic(),
            new Difference.Place(kafkaRecord.partition(), kafkaRecord.offset()),
            sequence,
            id,
            detail,
            inFirstPass);
    if (own == null) {
      strangers.add(mark);
    } else {
      own.records.add(mark);
      checkOrder(own, mark);
    }
  }

  List<Difference> differences() {
    for (RecordMark stranger : strangers) {
      RowMark sameSequence = rowsBySequence.get(stranger.sequence());
      if (sameSequence != null && sameSequence.records.isEmpty()) {
        sameSequence.records.add(stranger);
      } else if (stranger.inFirstPass()) {
        add(DifferenceKind.EXTRA, stranger, "a record without a row");
      }
    }
    rowsById.values().forEach(this::judge);
    found.sort(Comparator.comparingLong(Difference::sequence).thenComparing(Difference::kind));
    return List.copyOf(found);
  }

  /** Within a partition; a repetition is a repetition and no inversion. */
  private void checkOrder(RowMark own, RecordMark mark) {
    EventRow row = own.row;
    if (row.topic().equals(mark.topic()) && own.records.size() == 1) {
      String partition = "%s-%d".formatted(mark.topic(), mark.place().partition());
      long before = greatest.getOrDefault(partition, 0L);
      if (row.sequence() < before) {
        found.add(
            difference(DifferenceKind.INVERTED, row, mark, "after sequence %d".formatted(before)));
      }
      greatest.put(partition, Math.max(before, row.sequence()));
    }
  }

  private void judge(RowMark mark) {
    RecordMark best =
        mark.records.stream()
            .filter(each -> !each.differs())
            .findFirst()
            .orElse(mark.records.isEmpty() ? null : mark.records.getFirst());
    if (best == null) {
      judgeAbsence(mark);
      return;
    }
    if (best.differs()) {
      found.add(difference(DifferenceKind.ALTERED, mark.row, best, best.detail()));
    }
    for (RecordMark each : mark.records) {
      if (!each.equals(best)) {
        found.add(
            difference(
                DifferenceKind.DUPLICATED,
                mark.row,
                each,
                "also %s partition %d offset %d"
                    .formatted(best.topic(), best.place().partition(), best.place().offset())));
      }
    }
  }

  private void judgeAbsence(RowMark mark) {
    if (mark.expectation == Expectation.RECORD) {
      found.add(difference(DifferenceKind.LOST, mark.row, null, "a row without a record"));
    }
  }

  private void add(DifferenceKind kind, RecordMark mark, String detail) {
    found.add(
        new Difference(
            kind, sprintId, mark.sequence(), mark.id(), mark.topic(), mark.place(), detail));
  }

  private Difference difference(
      DifferenceKind kind, EventRow row, @Nullable RecordMark mark, String detail) {
    return new Difference(
        kind,
        sprintId,
        row.sequence(),
        row.id().toString(),
        mark == null ? row.topic() : mark.topic(),
        mark == null ? null : mark.place(),
        detail);
  }
}
