package dev.sprintcapacity.consumer.internal.deadletter;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Takes records that no attempt could handle. Open for tests that refuse. Thread-safe. */
public interface DeadLetterSink {
  /** Connects and makes the topics that are missing, as far as rights allow. */
  void start();

  /**
   * Writes a dead letter. Its offset may be counted as done only after the stage completes; where
   * it completes exceptionally the key halts, and the caller sends again after a pause.
   */
  CompletionStage<Void> send(FailedRecord failed);

  /** Ends within the bound; what was not acknowledged was not written. */
  void close(Duration limit);
}
