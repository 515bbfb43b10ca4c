package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.KafkaClients;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the parked keys in the compacted topic {@code <topic>.<group>.parked}: key as in the topic,
 * value {@code {"through": <last parked offset>}}, no value where the key is free again.
 *
 * <p><strong>Two members.</strong> Only the owner of a partition writes its keys; there is no lock
 * on the topic, and the last write wins. A member that lost its partition may still have a write on
 * its way, for {@link KafkaClients#DELIVERY_LIMIT} at most:
 *
 * <ul>
 *   <li>It parks a key that the new owner read as free. The event was not committed, as a parked
 *       event counts as done only after this write: the new owner handles it again and decides
 *       anew. If it succeeds there, the topic says parked until a redrive; later events become dead
 *       letters after the next assignment. Too careful, nothing lost, nothing out of order.
 *   <li>It frees a key that the new owner read as parked. The new owner meets the same end of the
 *       redrive, which was not committed either, and frees the key by itself. Only where the new
 *       owner has freed and parked the key again within the moment that the old write was on the
 *       wire is the key free after the next assignment although a letter waits.
 * </ul>
 *
 * <p>A write of this member itself that is on its way when the partition comes back is waited for.
 */
public final class CompactedParkedKeys implements RedrivenKeys {
  private static final Logger LOG = LoggerFactory.getLogger(CompactedParkedKeys.class);

  /**
   * Some 15 MB of keys of usual size; where so many are parked, it is not the keys that are ill.
   */
  static final int MOST_KEYS = 100_000;

  private final String group;
  private final ParkedTopic topic;
  private final ConcurrentHashMap<KeyLane, ParkedState> keys = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * Remembers the settings; nothing happens before {@link #start()}.
   *
   * @param settings whose keys
   * @param nanoTime a clock for pauses and bounds
   */
  public CompactedParkedKeys(DeadLetterSettings settings, LongSupplier nanoTime) {
    this(settings.group(), new KafkaParkedTopic(settings, nanoTime));
  }

  /**
   * Remembers where states are kept; nothing happens before {@link #start()}.
   *
   * @param group whose keys
   * @param topic keeps their states
   */
  public CompactedParkedKeys(String group, ParkedTopic topic) {
    this.group = group;
    this.topic = topic;
  }

  @Override
  public void start() {
    topic.start();
  }

  @Override
  public void assigned(Collection<TopicPartition> partitions) {
    Map<String, Set<Integer>> numbers = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      if (!Redriven.isRedriveTopic(partition.topic(), group)) {
        numbers
            .computeIfAbsent(partition.topic(), topic -> new TreeSet<>())
            .add(partition.partition());
      }
    }
    if (numbers.isEmpty()) {
      return;
    }
    reading.lock();
    try {
      awaitOwnWrites();
      read(numbers);
    } catch (KafkaException | ConsumerException e) {
      throw unreadable(partitions, e);
    } finally {
      reading.unlock();
    }
  }

  private void read(Map<String, Set<Integer>> numbers) {
    Map<KeyLane, ParkedState> found = topic.read(numbers);
    numbers.forEach((name, partitions) ->
        forget(partitions.stream().map(p -> new TopicPartition(name, p)).toList()));
    keys.putAll(found);
    if (!found.isEmpty()) {
      LOG.info("{} keys of {} are parked", found.size(), numbers.keySet());
    }
  }

  /** Those that fail are known to their callers. */
  private void awaitOwnWrites() {
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            underWay.values().stream()
                .map(write -> write.handle((offset, failure) -> offset))
                .toArray(CompletableFuture[]::new));
    topic.await(all);
  }

  private static ParkedKeysUnreadableException unreadable(
      Collection<TopicPartition> partitions, RuntimeException cause) {
    return new ParkedKeysUnreadableException(
        "it is not known which keys of %s are parked: %s".formatted(partitions, cause.getMessage()),
        cause);
  }

  @Override
  public void revoked(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    if (!keys.isEmpty()) {
      Set<TopicPartition> gone = new HashSet<>(partitions);
      keys.keySet().removeIf(lane -> gone.contains(lane.partition()));
    }
  }

  @Override
  public boolean isParked(TopicPartition partition, byte @Nullable [] key) {
    return !keys.isEmpty() && key != null && keys.containsKey(new KeyLane(partition, key));
  }

  @Override
  public boolean isHeld(TopicPartition partition, byte @Nullable [] key, long run) {
    if (keys.isEmpty() || key == null) {
      return false;
    }
    ParkedState state = keys.get(new KeyLane(partition, key));
    return state != null && state.holds(run);
  }

  @Override
  public CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset) {
    return parkAgain(partition, key, offset, ParkedState.NONE);
  }

  @Override
  public CompletionStage<Void> parkAgain(
      TopicPartition partition, byte @Nullable [] key, long offset, long run) {
    if (key == null) {
      return CompletableFuture.completedFuture(null);
    }
    KeyLane lane = new KeyLane(partition, key);
    if (keys.size() >= MOST_KEYS && !keys.containsKey(lane)) {
      return CompletableFuture.failedFuture(
          new NotWrittenException(
              "%d keys are parked, %s waits: redrive some, or let failed events pass"
                  .formatted(MOST_KEYS, lane)));
    }
    ParkedState before = keys.get(lane);
    if (run == ParkedState.NONE || before == null || !before.isVersionUnknown()) {
      return put(lane, key, offset, run);
    }
    // which redrives came before the failure is told by the newest state, so that is made known
    return put(lane, key, offset, ParkedState.NONE)
        .thenCompose(known -> put(lane, key, offset, run));
  }

  private CompletionStage<Void> put(KeyLane lane, byte[] key, long offset, long run) {
    ParkedState state =
        keys.compute(lane, (same, before) -> ParkedState.parked(before, offset, run));
    CompletableFuture<Void> parked = new CompletableFuture<>();
    write(
        lane,
        key,
        state.toBytes(),
        parked,
        (written, failure) -> {
          keys.computeIfPresent(
              lane, (same, now) -> failure == null ? now.written(written) : now.notWritten());
          if (failure == null) {
            parked.complete(null);
          } else {
            parked.completeExceptionally(failure);
          }
        });
    return parked;
  }

  @Override
  public CompletionStage<Boolean> free(UnparkRecord unpark) {
    KeyLane lane = new KeyLane(unpark.partition(), unpark.key());
    ParkedState state = keys.get(lane);
    if (state == null) {
      return CompletableFuture.completedFuture(true);
    }
    if (!state.isCoveredBy(unpark.run())) {
      LOG.warn(
          "{} stays parked through offset {}: more of it was parked since its redrive looked, at {}; redrive it once more",
          lane,
          state.through(),
          unpark.through());
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> freed = new CompletableFuture<>();
    write(
        lane,
        unpark.key(),
        null,
        freed,
        (written, failure) -> {
          if (failure == null && keys.remove(lane, state)) {
            LOG.info("{} is free again", lane);
          }
          if (failure == null) {
            freed.complete(true);
          } else {
            freed.completeExceptionally(failure);
          }
        });
    return freed;
  }

  /** How many keys are parked in the partitions of this member. */
  public int size() {
    return keys.size();
  }

  @Override
  public void close(Duration limit) {
    topic.close(limit);
  }

  /** The result counts as under way until it is complete. */
  private void write(
      KeyLane lane,
      byte[] key,
      byte @Nullable [] value,
      CompletableFuture<?> result,
      BiConsumer<Long, @Nullable Throwable> then) {
    Long number = writes.incrementAndGet();
    underWay.put(number, result);
    var unusedEnd = result.whenComplete((done, failure) -> underWay.remove(number));
    var unusedWrite = topic.write(lane, key, value).whenComplete(then);
  }
}
