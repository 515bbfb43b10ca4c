package dev.sprintcapacity.service.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks when the first unhandled record of a partition was written, and whether there is one at
 * all: offsets alone do not tell, because the markers of transactions have some too. For one
 * thread.
 */
final class FirstRecords {

  /** All places together; what is not known by then stays unknown. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(3);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> reader;
  private final LongSupplier nanoTime;
  private final Map<Place, Optional<Instant>> found = new HashMap<>();
  private long begin;

  FirstRecords(Consumer<byte[], byte[]> reader, LongSupplier nanoTime) {
    this.reader = reader;
    this.nanoTime = nanoTime;
  }

  /**
   * Where a group stands.
   *
   * @param partition the partition
   * @param next the first offset that is not handled
   * @param end the first offset that is not written
   */
  record Place(TopicPartition partition, long next, long end) {}

  /**
   * Looks at each place.
   *
   * @return the time of the first record; empty where only markers are left; places that are
   *     missing could not be looked at in time
   */
  Map<Place, Optional<Instant>> at(Collection<Place> places) {
    begin = nanoTime.getAsLong();
    List<Place> waiting = new ArrayList<>(places);
    while (!waiting.isEmpty() && hasTime()) {
      Map<TopicPartition, Place> round = new HashMap<>();
      waiting.removeIf(place -> round.putIfAbsent(place.partition(), place) == null);
      look(round);
    }
    return found;
  }

  /** A partition is read at one place at a time. */
  private void look(Map<TopicPartition, Place> round) {
    reader.assign(round.keySet());
    round.forEach((partition, place) -> reader.seek(partition, place.next()));
    while (!round.isEmpty() && hasTime()) {
      ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        ConsumerRecord<byte[], byte[]> first = records.records(partition).getFirst();
        note(round, partition, Optional.of(Instant.ofEpochMilli(first.timestamp())));
      }
      for (TopicPartition partition : List.copyOf(round.keySet())) {
        Place place = round.get(partition);
        if (place != null && reader.position(partition, POLL) >= place.end()) {
          note(round, partition, Optional.empty());
        }
      }
    }
  }

  private void note(
      Map<TopicPartition, Place> round, TopicPartition partition, Optional<Instant> time) {
    Place place = round.remove(partition);
    if (place != null) {
      found.put(place, time);
      reader.pause(List.of(partition));
    }
  }

  private boolean hasTime() {
    return nanoTime.getAsLong() - begin < TIME_LIMIT.toNanos();
  }
}
