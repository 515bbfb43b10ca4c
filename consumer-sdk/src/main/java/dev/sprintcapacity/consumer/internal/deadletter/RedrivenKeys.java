package dev.sprintcapacity.consumer.internal.deadletter;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Parked keys as a consumer needs them that reads redrive topics too.
 *
 * <p>A redrive notes the newest state of a parked key, its run, and then reads the letters to the
 * end: so the letters of that state are among them. Each record it sends back carries the run. The
 * key is freed at the end of the redrive only where its state is still that one; whatever was
 * parked since keeps it parked, be it a new event or a redriven one that failed again.
 *
 * <p>For a record of a redrive topic, in the lane of its key: ask {@link Redriven#of}. An event is
 * handled unless {@link #isHeld}; where it is held or fails, it goes to the sink and then to {@link
 * #parkAgain} (with the policy that parks). An end of a redrive goes to {@link #free}.
 */
public interface RedrivenKeys extends ParkedKeys {
  /** Connects, and makes the topics that are missing, as far as rights allow. */
  void start();

  /**
   * Whether a redriven record must not be handled: an earlier one of its key and its redrive failed
   * again.
   *
   * @param run of the redriven record
   */
  boolean isHeld(TopicPartition partition, byte @Nullable [] key, long run);

  /**
   * As {@link #park}, for a redriven record that failed again or was held.
   *
   * @param offset it had at first
   * @param run of the redriven record
   */
  CompletionStage<Void> parkAgain(
      TopicPartition partition, byte @Nullable [] key, long offset, long run);

  /**
   * At the end of a redrive: frees the key where nothing of it was parked since the redrive began.
   * Completes, when that is durable, with whether the key is free now; where it stays parked a
   * warning says so. Where it completes exceptionally, call again after a pause.
   */
  CompletionStage<Boolean> free(UnparkRecord unpark);

  /** Ends within the bound. */
  void close(Duration limit);
}
