package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeys;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where there are no dead letters, no key is parked behind one. */
final class NothingParked implements ParkedKeys {
  @Override
  public void assigned(Collection<TopicPartition> partitions) {}

  @Override
  public void revoked(Collection<TopicPartition> partitions) {}

  @Override
  public boolean isParked(TopicPartition partition, byte @Nullable [] key) {
    return false;
  }

  @Override
  public CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset) {
    return CompletableFuture.completedFuture(null);
  }
}
