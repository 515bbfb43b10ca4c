package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.events.EncodedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a relay leaves in the partitions when some of its transactions abort: it takes a batch of
 * the events that are not published, in the order of each sprint and in any order over the sprints;
 * of a batch that aborts each partition holds a beginning; the next batch may be another one, for
 * more events may be visible by then.
 */
final class RelayModel {
  static final int MAX_BATCH = 8;
  private static final int PARTITIONS = 2;
  private static final double ABORT = 0.4;

  private record Entry(String topic, EncodedEvent event) {}

  private final Random random;
  private final List<List<Entry>> unpublished = new ArrayList<>();

  /** The numbers that each topic and sprint must have its effects from, in order. */
  final Map<String, List<Long>> expected = new LinkedHashMap<>();

  final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new LinkedHashMap<>();
  int aborted;

  RelayModel(long seed, int sprints, int events) {
    random = new Random(seed);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.put(new TopicPartition(Checks.LIFECYCLE, partition), new ArrayList<>());
      logs.put(new TopicPartition(Checks.TEAM, partition), new ArrayList<>());
    }
    for (int sprint = 0; sprint < sprints; sprint++) {
      unpublished.add(new ArrayList<>());
    }
    for (int i = 0; i < events; i++) {
      change(random.nextInt(sprints));
    }
  }

  private void change(int sprint) {
    String name = "sprint-" + sprint;
    List<Entry> before = unpublished.get(sprint);
    long sequence = before.size() + 1L;
    boolean team = random.nextBoolean();
    Entry entry =
        team
            ? new Entry(Checks.TEAM, SampleRecords.aTeamEvent(name, sequence))
            : new Entry(Checks.LIFECYCLE, SampleRecords.aLifecycleEvent(name, sequence));
    before.add(entry);
    expected.computeIfAbsent(entry.topic() + '/' + name, unseen -> new ArrayList<>()).add(sequence);
  }

  void publish() {
    while (unpublished.stream().anyMatch(events -> !events.isEmpty())) {
      int[] taken = new int[unpublished.size()];
      List<Entry> batch = batch(taken);
      if (random.nextDouble() < ABORT) {
        aborted++;
        abort(batch);
      } else {
        batch.forEach(this::append);
        for (int sprint = 0; sprint < taken.length; sprint++) {
          unpublished.get(sprint).subList(0, taken[sprint]).clear();
        }
      }
    }
  }

  private List<Entry> batch(int[] taken) {
    List<Entry> batch = new ArrayList<>();
    int size = 1 + random.nextInt(MAX_BATCH);
    for (int tries = 0; tries < 4 * MAX_BATCH && batch.size() < size; tries++) {
      int sprint = random.nextInt(unpublished.size());
      if (taken[sprint] < unpublished.get(sprint).size()) {
        batch.add(unpublished.get(sprint).get(taken[sprint]++));
      }
    }
    return batch;
  }

  /** A producer keeps the order within a partition, so what it got rid of is a beginning. */
  private void abort(List<Entry> batch) {
    Map<TopicPartition, Integer> left = new LinkedHashMap<>();
    for (Entry entry : batch) {
      int room = left.computeIfAbsent(partitionOf(entry), unseen -> random.nextInt(MAX_BATCH + 1));
      if (room > 0) {
        append(entry);
        left.put(partitionOf(entry), room - 1);
      }
    }
  }

  private static TopicPartition partitionOf(Entry entry) {
    return new TopicPartition(
        entry.topic(), Math.floorMod(entry.event().key().hashCode(), PARTITIONS));
  }

  private void append(Entry entry) {
    TopicPartition partition = partitionOf(entry);
    List<ConsumerRecord<byte[], byte[]>> log = logs.get(partition);
    if (log == null) {
      throw new IllegalStateException("no log of " + partition);
    }
    EncodedEvent event = entry.event();
    byte[] key = event.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    log.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            log.size(),
            SampleRecords.TIME.toEpochMilli(),
            TimestampType.CREATE_TIME,
            key.length,
            event.value().length,
            key,
            event.value(),
            new RecordHeaders(SampleRecords.headersOf(event)),
            java.util.Optional.empty()));
  }
}
