package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSink;
import dev.sprintcapacity.consumer.internal.deadletter.FailedRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where there is no place for dead letters: a key whose event failed for good halts. */
final class NoDeadLetters implements DeadLetterSink {
  private final String group;

  NoDeadLetters(String group) {
    this.group = group;
  }

  @Override
  public void start() {}

  @Override
  public CompletionStage<Void> send(FailedRecord failed) {
    return CompletableFuture.failedFuture(
        new ConsumerException("group %s has no place for dead letters".formatted(group)));
  }

  @Override
  public void close(Duration limit) {}
}
