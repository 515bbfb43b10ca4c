package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.KeyLane;
import dev.sprintcapacity.consumer.internal.deadletter.LetterFormat;
import dev.sprintcapacity.consumer.internal.deadletter.Origin;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedState;
import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each dead letter of one partition, in the order in which they stand. For one thread.
 *
 * <p>A key that is not parked promises no order: any of its letters may go. Of a parked key a
 * letter may go when none that waits is left in front of it; when none is left at all, the end of
 * the redrive follows.
 */
final class PartitionRedrive {
  private final GroupTopics topics;
  private final TopicPartition partition;
  private final Map<KeyLane, ParkedKey> parked = new LinkedHashMap<>();
  private final RedriveHistory history;
  private final Selection selection;
  private final RedriveOptions options;
  private final ReportBuilder report;
  private final RedriveSink sink;

  /** What happened to the letters of a parked key so far. */
  private static final class ParkedKey {
    final ParkedState state;
    long waiting;
    long sentBack;

    ParkedKey(ParkedState state) {
      this.state = state;
    }
  }

  /** What is to be sent back, and how, and where to count it. */
  record Task(
      Selection selection, RedriveOptions options, ReportBuilder report, RedriveSink sink) {}

  PartitionRedrive(
      GroupTopics topics,
      int partition,
      Map<KeyLane, ParkedState> parked,
      RedriveHistory history,
      Task task) {
    this.topics = topics;
    this.partition = new TopicPartition(topics.topic(), partition);
    parked.forEach((lane, state) -> this.parked.put(lane, new ParkedKey(state)));
    this.history = history;
    this.selection = task.selection();
    this.options = task.options();
    this.report = task.report();
    this.sink = task.sink();
  }

  /** Whether only a look at all letters tells what stands in front of the selected ones. */
  boolean needsAll() {
    return !parked.isEmpty();
  }

  void letter(ConsumerRecord<byte[], byte[]> record) {
    boolean selected = isSelected(record);
    if (selected) {
      report.selected();
    }
    Optional<Provenance> provenance = Provenance.of(record.headers()).filter(this::isOurs);
    if (provenance.isEmpty()) {
      refuse(selected, record, Refusal.FOREIGN);
    } else if (history.holds(provenance.get())) {
      refuse(selected, record, Refusal.ALREADY_REDRIVEN);
    } else {
      waiting(record, provenance.get(), selected);
    }
  }

  /** After the last letter: closes the redrive of each parked key of which nothing waits. */
  void end() {
    parked.forEach((lane, key) -> {
      if (key.waiting == 0 && (key.sentBack > 0 || isSelected(lane))) {
        sink.send(topics, endOf(lane, key.state));
        report.endedKey();
      }
    });
    sink.commit();
  }

  private void waiting(ConsumerRecord<byte[], byte[]> record, Provenance letter, boolean selected) {
    ParkedKey key = record.key() == null ? null : parked.get(new KeyLane(partition, record.key()));
    Refusal refusal = refusal(letter, key);
    if (selected && refusal == null) {
      sink.send(topics, backToGroup(record, letter, key));
      report.sentBack();
      history.sentBack(letter.origin().offset(), letter.redriveCount() + 1);
    } else if (refusal != null) {
      refuse(selected, record, refusal);
    }
    if (key != null) {
      boolean sent = selected && refusal == null;
      key.sentBack += sent ? 1 : 0;
      key.waiting += sent ? 0 : 1;
    }
  }

  private @Nullable Refusal refusal(Provenance letter, @Nullable ParkedKey key) {
    if (letter.redriveCount() >= options.maxRedrives()) {
      return Refusal.LOOP_GUARD;
    }
    return key != null && key.waiting > 0 && !options.force() ? Refusal.WOULD_REORDER : null;
  }

  private void refuse(boolean selected, ConsumerRecord<byte[], byte[]> record, Refusal reason) {
    if (selected) {
      report.refused(new Position(record.topic(), record.partition(), record.offset()), reason);
    }
  }

  private boolean isOurs(Provenance provenance) {
    return provenance.group().equals(topics.group())
        && provenance.origin().topicPartition().equals(partition);
  }

  private boolean isSelected(ConsumerRecord<byte[], byte[]> record) {
    return switch (selection) {
      case Selection.One one ->
          one.position().equals(new Position(record.topic(), record.partition(), record.offset()));
      case Selection.Key key -> Arrays.equals(key.key(), record.key());
      case Selection.Written range -> {
        Instant written = Instant.ofEpochMilli(record.timestamp());
        yield !written.isBefore(range.from()) && written.isBefore(range.to());
      }
      case Selection.All all -> true;
    };
  }

  /** Whether the selection means the key, letters or not. */
  private boolean isSelected(KeyLane lane) {
    return switch (selection) {
      case Selection.Key key -> Arrays.equals(key.key(), lane.key());
      case Selection.All all -> true;
      case Selection.One one -> false;
      case Selection.Written range -> false;
    };
  }

  private ProducerRecord<byte[], byte[]> backToGroup(
      ConsumerRecord<byte[], byte[]> record, Provenance letter, @Nullable ParkedKey key) {
    Provenance next =
        new Provenance(
            letter.origin(),
            letter.group(),
            letter.redriveCount() + 1,
            letter.firstFailure(),
            key == null ? Provenance.NO_RUN : key.state.version(),
            null);
    return new ProducerRecord<>(
        topics.redrive(),
        partition.partition(),
        null,
        record.key(),
        record.value(),
        LetterFormat.redriveHeaders(Provenance.originals(record.headers()), next));
  }

  private ProducerRecord<byte[], byte[]> endOf(KeyLane lane, ParkedState state) {
    Provenance end =
        new Provenance(
            new Origin(partition.topic(), partition.partition(), state.through(), null),
            topics.group(),
            0,
            null,
            state.version(),
            state.through());
    return new ProducerRecord<>(
        topics.redrive(),
        partition.partition(),
        null,
        lane.key(),
        null,
        LetterFormat.redriveHeaders(List.of(), end));
  }
}
