package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.KeyLane;
import dev.sprintcapacity.consumer.internal.deadletter.LetterFormat;
import dev.sprintcapacity.consumer.internal.deadletter.Origin;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedState;
import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each dead letter of one partition. For one thread.
 *
 * <p>A key that is not parked promises no order: any of its letters may go. Of a parked key they go
 * in the order in which their records were published, which is not that of the letters where a
 * record failed again while later ones were parked. So the letters of parked keys are held in
 * memory until the last one is known. One may go when none that waits is left in front of it; when
 * none is left at all, the end of the redrive follows.
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
    final List<Letter> letters = new ArrayList<>();
    long waiting;
    long sentBack;

    ParkedKey(ParkedState state) {
      this.state = state;
    }
  }

  /** A letter, and what its headers say. */
  private record Letter(
      ConsumerRecord<byte[], byte[]> record, Provenance provenance, boolean selected) {}

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
      return;
    }
    Letter letter = new Letter(record, provenance.get(), selected);
    ParkedKey key = record.key() == null ? null : parked.get(new KeyLane(partition, record.key()));
    if (key == null) {
      decide(letter, null);
    } else {
      key.letters.add(letter);
    }
  }

  private void decide(Letter letter, @Nullable ParkedKey key) {
    if (history.holds(letter.provenance())) {
      refuse(letter.selected(), letter.record(), Refusal.ALREADY_REDRIVEN);
    } else {
      waiting(letter, key);
    }
  }

  /**
   * After the last letter: decides on those of parked keys, and closes the redrive of each key of
   * which nothing waits.
   */
  void end() {
    parked.forEach((lane, key) -> {
      key.letters.sort(Comparator.comparingLong(letter -> letter.provenance().origin().offset()));
      key.letters.forEach(letter -> decide(letter, key));
      if (key.waiting == 0 && (key.sentBack > 0 || isSelected(lane))) {
        sink.send(topics, endOf(lane, key.state));
        report.endedKey();
      }
    });
    sink.commit();
  }

  private void waiting(Letter letter, @Nullable ParkedKey key) {
    Provenance provenance = letter.provenance();
    Refusal refusal = refusal(provenance, key);
    boolean sent = letter.selected() && refusal == null;
    if (sent) {
      sink.send(topics, backToGroup(letter.record(), provenance, key));
      report.sentBack();
      history.sentBack(provenance.origin().offset(), provenance.redriveCount() + 1);
    } else if (refusal != null) {
      refuse(letter.selected(), letter.record(), refusal);
    }
    if (key != null) {
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
