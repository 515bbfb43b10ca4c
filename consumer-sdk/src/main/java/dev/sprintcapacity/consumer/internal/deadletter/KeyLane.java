package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One key of one partition; all records without a key are one lane. Does not copy the key. */
public final class KeyLane {
  /** Enough of a key to find it. */
  private static final int SHOWN_BYTES = 100;

  private final TopicPartition partition;
  private final byte @Nullable [] key;
  private final int hash;

  /** The lane of a key. */
  public KeyLane(TopicPartition partition, byte @Nullable [] key) {
    this.partition = partition;
    this.key = key;
    this.hash = 31 * partition.hashCode() + Arrays.hashCode(key);
  }

  /** The partition of the topic. */
  public TopicPartition partition() {
    return partition;
  }

  /** The key's bytes; not copied. */
  public byte @Nullable [] key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyLane lane
        && hash == lane.hash
        && partition.equals(lane.partition)
        && Arrays.equals(key, lane.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    if (key == null) {
      return partition + ", no key";
    }
    byte[] shown = BoundedText.utf8(new String(key, UTF_8), SHOWN_BYTES);
    return partition + ", key " + new String(shown, UTF_8);
  }
}
