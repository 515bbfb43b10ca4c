package dev.sprintcapacity.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Damages a history, one thing at a time. */
final class Spoiler {
  private static final long FAR_OFFSET = 1_000_000;

  private final History history;

  Spoiler(History history) {
    this.history = history;
  }

  static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  long nextMark() {
    return history.writes.size();
  }

  // ---- rows

  /** Removes an event everywhere; its write becomes one nobody knows of. */
  void forget(String sprint, long sequence, int write) {
    drop(sprint, sequence);
    assertThat(history.rows.remove(history.row(sprint, sequence))).isTrue();
    outcome(write, Outcome.UNKNOWN);
  }

  void secondRow(String sprint, long sequence) {
    LoggedEvent row = history.row(sprint, sequence);
    history.rows.add(
        new LoggedEvent(
            lastPosition() + 1,
            sprint,
            sequence,
            new UUID(9, 9),
            row.type(),
            row.topic(),
            row.occurredAt(),
            row.contents()));
  }

  void swapRows(String sprint, long one, long other) {
    LoggedEvent first = history.row(sprint, one);
    LoggedEvent second = history.row(sprint, other);
    int firstIndex = history.rows.indexOf(first);
    int secondIndex = history.rows.indexOf(second);
    history.rows.set(firstIndex, at(second, first.position()));
    history.rows.set(secondIndex, at(first, second.position()));
  }

  void rowWithIdOf(String sprint, long sequence) {
    LoggedEvent row = history.row(sprint, sequence);
    history.rows.add(
        new LoggedEvent(
            lastPosition() + 1,
            sprint,
            history.lastSequence(sprint) + 1,
            row.id(),
            row.type(),
            row.topic(),
            row.occurredAt(),
            row.contents()));
  }

  void otherTopicInRow(String sprint, long sequence) {
    otherTopic(sprint, sequence);
    row(
        sprint,
        sequence,
        r ->
            new LoggedEvent(
                r.position(),
                r.sprintId(),
                r.sequence(),
                r.id(),
                r.type(),
                other(r.topic()),
                r.occurredAt(),
                r.contents()));
  }

  void renameType(String sprint, long sequence, int write) {
    record(
        sprint,
        sequence,
        r -> {
          RecordHeaders h = r.headers();
          var renamed =
              new RecordHeaders(h.id(), h.sequence(), "sprint.renamed", h.subject(), h.time());
          return with(r, renamed, renamed(r.contents()));
        });
    row(
        sprint,
        sequence,
        r ->
            new LoggedEvent(
                r.position(),
                r.sprintId(),
                r.sequence(),
                r.id(),
                "sprint.renamed",
                r.topic(),
                r.occurredAt(),
                renamed(r.contents())));
    outcome(write, Outcome.UNKNOWN);
  }

  void shiftRow(String sprint, long sequence) {
    row(
        sprint,
        sequence,
        r ->
            new LoggedEvent(
                r.position(),
                r.sprintId(),
                r.sequence(),
                r.id(),
                r.type(),
                r.topic(),
                r.occurredAt().minusNanos(1_000),
                r.contents()));
  }

  /** Appends an update with its write. */
  void update(String sprint) {
    append(History.planUpdate(sprint, 0, nextMark()), true);
  }

  /** Appends an event with row and record, and the write behind it where {@code asked}. */
  void append(EventData data, boolean asked) {
    EncodedEvent event = history.event(history.lastSequence(data.sprintId()) + 1, data);
    if (asked) {
      history.writes.add(history.write(data.sprintId(), Set.of(data.type()), Outcome.ACKNOWLEDGED));
    }
    history.rows.add(history.rowOf(event));
    history.records.add(history.recordOf(event));
  }

  // ---- records

  void drop(String sprint, long sequence) {
    assertThat(history.records.remove(history.record(sprint, sequence))).isTrue();
  }

  void cutTail(int count) {
    for (int i = 0; i < count; i++) {
      history.records.removeLast();
    }
  }

  /** Appends a record of an event the table does not hold. */
  void ghost(EventData data) {
    long sequence =
        history.sprints().contains(data.sprintId()) ? history.lastSequence(data.sprintId()) + 1 : 1;
    history.records.add(history.recordOf(history.event(sequence, data)));
  }

  void again(String sprint, long sequence) {
    history.records.add(history.recordOf(event(sprint, sequence)));
  }

  void batchAgain(int count) {
    List<EncodedEvent> batch =
        history.events.subList(history.events.size() - count, history.events.size());
    batch.forEach(event -> history.records.add(history.recordOf(event)));
  }

  void swap(String sprint, long one, long other) {
    swapOffsets(sprint, one, other);
    Collections.swap(
        history.records,
        history.records.indexOf(history.record(sprint, one)),
        history.records.indexOf(history.record(sprint, other)));
  }

  void late(String sprint, long sequence) {
    drop(sprint, sequence);
    again(sprint, sequence);
  }

  void otherEventOfNumber(String sprint, long sequence) {
    EncodedEvent other = history.event(sequence, History.teamUpdate(sprint, 1, 16));
    history.records.add(history.recordOf(other));
  }

  void otherTopic(String sprint, long sequence) {
    record(sprint, sequence, r -> place(r, other(r.topic()), r.partition(), FAR_OFFSET));
  }

  void otherPartition(String sprint, long sequence) {
    record(sprint, sequence, r -> place(r, r.topic(), r.partition() + 1, FAR_OFFSET));
  }

  void key(String sprint, long sequence, @Nullable String key) {
    record(
        sprint,
        sequence,
        r ->
            new ConsumedRecord(
                r.topic(),
                r.partition(),
                r.offset(),
                r.timestamp(),
                key,
                r.headers(),
                r.contents()));
  }

  void flip(String sprint, long sequence) {
    record(
        sprint,
        sequence,
        r -> {
          Contents c = r.contents();
          var flipped = new Digest(c.digest().high() ^ 1, c.digest().low());
          var contents = new Contents(flipped, c.eventType(), c.sprintId(), c.time(), c.mark());
          return with(r, r.headers(), contents);
        });
  }

  void headers(String sprint, long sequence, UnaryOperator<RecordHeaders> spoil) {
    record(sprint, sequence, r -> with(r, spoil.apply(r.headers()), r.contents()));
  }

  void swapOffsets(String sprint, long one, long other) {
    ConsumedRecord first = history.record(sprint, one);
    ConsumedRecord second = history.record(sprint, other);
    record(sprint, one, r -> place(r, first.topic(), first.partition(), second.offset()));
    record(sprint, other, r -> place(r, second.topic(), second.partition(), first.offset()));
  }

  void sameOffset(String sprint, long one, long other) {
    long offset = history.record(sprint, one).offset();
    record(sprint, other, r -> place(r, r.topic(), r.partition(), offset));
  }

  void tooEarly(String sprint, long sequence) {
    record(
        sprint,
        sequence,
        r ->
            new ConsumedRecord(
                r.topic(),
                r.partition(),
                r.offset(),
                r.timestamp().minusSeconds(1),
                r.key(),
                r.headers(),
                r.contents()));
  }

  // ---- writes

  void outcome(int number, Outcome outcome) {
    ClientWrite w = history.writes.get(number);
    write(number, w.expected(), outcome, w.sentNanos(), w.answeredNanos());
  }

  void expected(int number, Set<EventType> expected) {
    ClientWrite w = history.writes.get(number);
    assertThat(expected).hasSizeGreaterThan(w.expected().size());
    write(number, expected, w.outcome(), w.sentNanos(), w.answeredNanos());
  }

  void narrow(int number, Set<EventType> expected) {
    ClientWrite w = history.writes.get(number);
    assertThat(expected).hasSizeLessThan(w.expected().size());
    write(number, expected, w.outcome(), w.sentNanos(), w.answeredNanos());
  }

  void sentAfterAll(int number) {
    ClientWrite w = history.writes.get(number);
    long end = history.writes.getLast().answeredNanos();
    write(number, w.expected(), w.outcome(), end + 1, end + 2);
  }

  private void write(
      int number, Set<EventType> expected, Outcome outcome, long sentNanos, long answeredNanos) {
    String sprint = history.writes.get(number).sprintId();
    history.writes.set(
        number, new ClientWrite(number, sprint, expected, outcome, sentNanos, answeredNanos));
  }

  private EncodedEvent event(String sprint, long sequence) {
    return history.events.stream()
        .filter(event -> event.key().equals(sprint) && event.sequence() == sequence)
        .findFirst()
        .orElseThrow();
  }

  private void record(String sprint, long sequence, UnaryOperator<ConsumedRecord> spoil) {
    ConsumedRecord record = history.record(sprint, sequence);
    history.records.set(history.records.indexOf(record), spoil.apply(record));
  }

  private void row(String sprint, long sequence, UnaryOperator<LoggedEvent> spoil) {
    LoggedEvent row = history.row(sprint, sequence);
    history.rows.set(history.rows.indexOf(row), spoil.apply(row));
  }

  private static ConsumedRecord place(ConsumedRecord r, String topic, int partition, long offset) {
    return new ConsumedRecord(
        topic, partition, offset, r.timestamp(), r.key(), r.headers(), r.contents());
  }

  private static ConsumedRecord with(ConsumedRecord r, RecordHeaders headers, Contents contents) {
    return new ConsumedRecord(
        r.topic(), r.partition(), r.offset(), r.timestamp(), r.key(), headers, contents);
  }

  private static LoggedEvent at(LoggedEvent r, long position) {
    return new LoggedEvent(
        position,
        r.sprintId(),
        r.sequence(),
        r.id(),
        r.type(),
        r.topic(),
        r.occurredAt(),
        r.contents());
  }

  private static Contents renamed(Contents c) {
    return new Contents(c.digest(), "sprint.renamed", c.sprintId(), c.time(), c.mark());
  }

  private static String other(String topic) {
    return topic.equals(Topic.SPRINT_LIFECYCLE.topicName())
        ? Topic.TEAM_MEMBERS.topicName()
        : Topic.SPRINT_LIFECYCLE.topicName();
  }

  private long lastPosition() {
    return history.rows.getLast().position();
  }

  /** Copies of the history's lists, to see whether anything was changed at all. */
  List<Object> snapshot() {
    List<Object> all = new ArrayList<>(history.writes);
    all.addAll(history.rows);
    all.addAll(history.records);
    return all;
  }
}
