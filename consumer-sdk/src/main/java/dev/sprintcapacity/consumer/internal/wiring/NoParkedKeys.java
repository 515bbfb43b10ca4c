package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.internal.deadletter.RedrivenKeys;
import dev.sprintcapacity.consumer.internal.deadletter.UnparkRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** No key ever waits: where there are no dead letters, there is nothing to wait behind. */
final class NoParkedKeys implements RedrivenKeys {
  @Override
  public void start() {}

  @Override
  public void assigned(Collection<TopicPartition> partitions) {}

  @Override
  public void revoked(Collection<TopicPartition> partitions) {}

  @Override
  public boolean isParked(TopicPartition partition, byte @Nullable [] key) {
    return false;
  }

  @Override
  public boolean isHeld(TopicPartition partition, byte @Nullable [] key, long run) {
    return false;
  }

  @Override
  public CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> parkAgain(
      TopicPartition partition, byte @Nullable [] key, long offset, long run) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Boolean> free(UnparkRecord unpark) {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public void close(Duration limit) {}
}
