package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeys;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this member holds. One that was assigned is paused until it is known what of it is
 * done and which of its keys are parked: asking for that may fail, and is then tried again, while
 * nothing of it is read. Belongs to the leader.
 */
final class PartitionTable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionTable.class);

  /** One try to read what was committed; the loop does not poll meanwhile. */
  private static final Duration COMMITTED_LIMIT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final InboundChecks inbound;
  private final ParkedKeys parkedKeys;
  private final Set<String> redriveTopics;
  private final Map<TopicPartition, HeldPartition> held = new HashMap<>();
  private boolean opening;

  PartitionTable(Consumer<byte[], byte[]> consumer, PollSettings settings, PollParts parts) {
    this.consumer = consumer;
    this.inbound = parts.inbound();
    this.parkedKeys = parts.parkedKeys();
    this.redriveTopics = settings.redriveTopics();
  }

  @Nullable HeldPartition of(TopicPartition partition) {
    return held.get(partition);
  }

  Collection<HeldPartition> all() {
    return held.values();
  }

  /** Those of these that are held. */
  List<HeldPartition> of(Collection<TopicPartition> partitions) {
    List<HeldPartition> found = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      HeldPartition one = held.get(partition);
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  /** Takes partitions in, closed to records for now. */
  void assigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      HeldPartition before = held.put(partition, paused(partition));
      if (before != null) {
        before.enter(Phase.CLOSED);
      }
    }
    consumer.pause(partitions);
    opening = opening || !partitions.isEmpty();
  }

  private HeldPartition paused(TopicPartition partition) {
    HeldPartition one = made(partition);
    one.paused(true);
    return one;
  }

  private HeldPartition made(TopicPartition partition) {
    return new HeldPartition(partition, redriveTopics.contains(partition.topic()));
  }

  /** Gives partitions away: nothing of them is committed any more. */
  void gone(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      HeldPartition one = held.remove(partition);
      if (one != null) {
        one.enter(Phase.CLOSED);
      }
    }
    inbound.revoked(partitions);
    parkedKeys.revoked(partitions);
  }

  /** Begins anew with a partition whose log turned out to begin anew, or to end earlier. */
  HeldPartition restarted(HeldPartition before, long offset) {
    LOG.warn(
        "{} is read from offset {} again: its log was cut or made anew. What was done of the old one is forgotten: {}",
        before.id(),
        offset,
        before);
    before.enter(Phase.CLOSED);
    Set<TopicPartition> partition = Set.of(before.id());
    inbound.revoked(partition);
    inbound.assigned(partition);
    HeldPartition anew = made(before.id());
    anew.paused(before.paused());
    anew.openAnew();
    held.put(before.id(), anew);
    return anew;
  }

  private void open(HeldPartition one, @Nullable OffsetAndMetadata committed) {
    if (committed != null) {
      one.openFrom(committed.offset(), committed.metadata());
      return;
    }
    if (one.isRedrive()) {
      // whatever auto.offset.reset says: what was sent back before the topic was seen came for us
      consumer.seekToBeginning(Set.of(one.id()));
    }
    one.openAnew();
  }

  /** Whether partitions wait to be opened. */
  boolean hasOpening() {
    return opening;
  }

  /**
   * Opens what waits for it.
   *
   * @throws RuntimeException where brokers do not answer, or what is parked cannot be read; all
   *     that is not open then stays paused
   */
  void openWaiting() {
    Set<TopicPartition> waiting =
        held.values().stream()
            .filter(one -> one.phase() == Phase.OPENING)
            .map(HeldPartition::id)
            .collect(Collectors.toSet());
    if (!waiting.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(waiting, COMMITTED_LIMIT);
      parkedKeys.assigned(waiting);
      inbound.assigned(waiting);
      for (TopicPartition partition : waiting) {
        open(Objects.requireNonNull(held.get(partition)), committed.get(partition));
      }
      LOG.debug("Reads {}", waiting);
    }
    opening = false;
  }
}
