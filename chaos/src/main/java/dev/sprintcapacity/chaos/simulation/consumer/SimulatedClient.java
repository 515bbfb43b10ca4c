package dev.sprintcapacity.chaos.simulation.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's consumer in a simulated world: takes part in rebalances within a poll, as the real one
 * does, and tells there what became of commits. Of Kafka's mock it keeps only what nobody calls.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // strands have the turn one at a time
final class SimulatedClient extends MockConsumer<byte[], byte[]> {
  /** Below this a poll does not wait for the group. */
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final World world;
  private final Life life;
  private final CommitRequests commits;
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
  private final Set<TopicPartition> paused = new LinkedHashSet<>();
  private Group.@Nullable Membership membership;
  private @Nullable ConsumerRebalanceListener listener;

  SimulatedClient(World world, Life life) {
    super("earliest");
    this.world = world;
    this.life = life;
    this.commits = new CommitRequests(world, life);
  }

  Group.@Nullable Membership membership() {
    return membership;
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener newListener) {
    listener = newListener;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    life.step(null, world.millis(0.02, 0.5));
    takePart();
    commits.answer();
    if (world.strikes(world.plan.troubles().client())) {
      throw new TimeoutException("the coordinator does not answer");
    }
    boolean waits = records(1).isEmpty() && timeout.toNanos() >= NANOS_PER_MILLI;
    if (waits) {
      life.step(null, timeout.toNanos() * (1 + world.random.nextInt(world.plan.stretch())));
    } else if (world.chance(0.3)) {
      life.step(null, world.latency());
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records =
        records(world.plan.maxPollRecords());
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    records.forEach((partition, some) -> {
      long end = some.getLast().offset() + 1;
      positions.put(partition, end);
      next.put(partition, new OffsetAndMetadata(end));
      world.trace.add(life.id(), "reads " + partition + " to " + end);
    });
    return new ConsumerRecords<>(records, next);
  }

  private Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records(int most) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    int left = most;
    for (Map.Entry<TopicPartition, Long> entry : positions.entrySet()) {
      TopicPartition partition = entry.getKey();
      long from = entry.getValue();
      long end = Math.min(world.topics.end(partition), from + left);
      if (from < end && !paused.contains(partition)) {
        List<ConsumerRecord<byte[], byte[]>> log = world.topics.read(partition);
        List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
        for (long offset = from; offset < end; offset++) {
          some.add(copy(log.get((int) offset)));
        }
        records.put(partition, some);
        left -= some.size();
      }
    }
    return records;
  }

  /** As over a wire: what a reader changes in a record, the next one does not see. */
  private static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()),
        record.leaderEpoch());
  }

  private void takePart() {
    Group.Membership member = membership;
    if (member == null || !world.group.has(member)) {
      if (!positions.isEmpty()) {
        List<TopicPartition> lost = List.copyOf(positions.keySet());
        world.trace.add(life.id(), "lost " + lost);
        told().onPartitionsLost(lost);
        forget(lost);
      }
      member = world.group.join(life);
      membership = member;
    }
    List<Integer> asked = world.group.asked(member);
    if (!asked.isEmpty()) {
      List<TopicPartition> partitions = partitions(asked);
      world.trace.add(life.id(), "hands over " + asked);
      handOver(partitions);
      forget(partitions);
      world.trace.add(life.id(), "handed over " + asked);
      world.group.released(member, asked);
    }
    List<Integer> given = world.group.tell(member);
    if (!given.isEmpty()) {
      List<TopicPartition> partitions = partitions(given);
      world.trace.add(life.id(), "is given " + given);
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata point = world.topics.committed(partition);
        positions.put(partition, point == null ? 0 : point.offset());
      }
      told().onPartitionsAssigned(partitions);
    }
  }

  private void handOver(List<TopicPartition> partitions) {
    Map<TopicPartition, Object> tenures = new HashMap<>();
    for (TopicPartition partition : partitions) {
      tenures.put(partition, world.group.tenure(life, partition.partition()));
    }
    commits.forget();
    told().onPartitionsRevoked(partitions);
    long before = commits.lastSent();
    commits.awaitArrival();
    if (!commits.failed() && world.group.has(membership)) {
      partitions.forEach(
          partition -> world.judge.handsOver(life, partition, tenures.get(partition), before));
    }
  }

  private ConsumerRebalanceListener told() {
    return Objects.requireNonNull(listener, "listener");
  }

  private List<TopicPartition> partitions(List<Integer> numbers) {
    List<TopicPartition> all = new ArrayList<>();
    numbers.forEach(number -> all.addAll(world.topics.numbered(number)));
    return all;
  }

  private void forget(Collection<TopicPartition> partitions) {
    positions.keySet().removeAll(partitions);
    paused.removeAll(partitions);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    life.step(null, world.latency());
    if (world.strikes(world.plan.troubles().client())) {
      throw new TimeoutException("the coordinator does not answer");
    }
    Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata point = world.topics.committed(partition);
      if (point != null) {
        found.put(partition, point);
      }
    }
    life.step(null, world.latency());
    return found;
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
    commits.send(membership, planted(offsets), callback);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    commits.sendAndWait(membership, planted(offsets));
  }

  private Map<TopicPartition, OffsetAndMetadata> planted(
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> sent =
        new TreeMap<>(Comparator.comparing(TopicPartition::toString));
    offsets.forEach((partition, point) -> {
      long position = positions.getOrDefault(partition, point.offset());
      sent.put(partition, world.planted.commit(point, position));
    });
    return sent;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.copyOf(positions.keySet());
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    requireAssigned(partitions);
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    requireAssigned(partitions);
    paused.removeAll(partitions);
  }

  @Override
  public Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  @Override
  public long position(TopicPartition partition) {
    requireAssigned(List.of(partition));
    return Objects.requireNonNull(positions.get(partition));
  }

  @Override
  public long position(TopicPartition partition, Duration timeout) {
    return position(partition);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    requireAssigned(List.of(partition));
    positions.put(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> seek(partition, 0));
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return OptionalLong.of(world.topics.end(partition) - position(partition));
  }

  private void requireAssigned(Collection<TopicPartition> partitions) {
    if (!positions.keySet().containsAll(partitions)) {
      throw new IllegalStateException("No current assignment for partition " + partitions);
    }
  }

  @Override
  public void close(CloseOptions options) {
    if (world.group.has(membership) && !positions.isEmpty()) {
      told().onPartitionsRevoked(List.copyOf(positions.keySet()));
    }
    positions.clear();
    life.step("leaves", world.latency());
    world.group.remove(membership, "has left");
  }
}
