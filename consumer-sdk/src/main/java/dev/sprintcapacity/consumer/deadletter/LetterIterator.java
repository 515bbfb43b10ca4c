package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Dead letters one after the other: by topic, partition, offset, each partition up to where it ends
 * when its turn comes. Holds one batch of records at a time. For one thread.
 */
final class LetterIterator implements Iterator<DeadLetter> {
  private final PartitionReader reader;
  private final DeadLetterFilter filter;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final ArrayDeque<GroupTopics> topics;
  private final ArrayDeque<TopicPartition> partitions = new ArrayDeque<>();
  private final ArrayDeque<DeadLetter> letters = new ArrayDeque<>();
  private GroupTopics current;
  private RedriveHistory history = new RedriveHistory();
  private Map<TopicPartition, Long> ends = Map.of();
  private long lastProgress;

  LetterIterator(
      PartitionReader reader,
      List<GroupTopics> topics,
      DeadLetterFilter filter,
      Duration patience,
      LongSupplier nanoTime) {
    this.reader = reader;
    this.topics = new ArrayDeque<>(topics);
    this.filter = filter;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.current = topics.getFirst();
  }

  @Override
  public boolean hasNext() {
    try {
      while (letters.isEmpty() && advance()) {
        // the next batch may hold nothing that matches
      }
      return !letters.isEmpty();
    } catch (KafkaException e) {
      throw new ConsumerException(
          "the dead letters of %s cannot be read: %s".formatted(current, e.getMessage()), e);
    }
  }

  @Override
  public DeadLetter next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more dead letters");
    }
    return letters.remove();
  }

  /** Does one step; false where there is none left. */
  private boolean advance() {
    if (!reader.isAtEnd()) {
      readBatch();
      return true;
    }
    if (!partitions.isEmpty()) {
      begin(partitions.remove());
      return true;
    }
    if (topics.isEmpty()) {
      return false;
    }
    current = topics.remove();
    partitions.addAll(reader.partitionsOf(current.deadLetters()));
    return true;
  }

  private void begin(TopicPartition partition) {
    history = RedriveHistory.read(reader, current, partition.partition());
    ends = reader.ends(Set.of(partition));
    boolean fromBeginning = filter.from().equals(Instant.MIN);
    reader.seek(
        fromBeginning
            ? reader.beginnings(Set.of(partition))
            : Map.of(partition, reader.firstAt(partition, filter.from())),
        ends);
    lastProgress = nanoTime.getAsLong();
  }

  private void readBatch() {
    List<ConsumerRecord<byte[], byte[]>> batch = reader.next(ends);
    if (!batch.isEmpty()) {
      lastProgress = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - lastProgress > patience.toNanos()) {
      throw new ConsumerException(
          "the dead letters in %s cannot be read to their end: nothing came for %d s"
              .formatted(current.deadLetters(), patience.toSeconds()));
    }
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Optional<Provenance> found = Provenance.of(record.headers());
      found
          .map(provenance -> LetterText.read(record, provenance, history.holds(provenance)))
          .filter(filter::matches)
          .ifPresent(letters::add);
    }
  }
}
