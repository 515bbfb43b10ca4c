package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.spi.RecordLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes the dead letters that Kafka would get to a log. */
public final class LoggedSink implements DeadLetterSink {
  private final LetterFormat format;
  private final RecordLog log;

  /** Dead letters of a group. */
  public LoggedSink(String group, RecordLog log) {
    this.format = new LetterFormat(group);
    this.log = log;
  }

  @Override
  public void start() {}

  @Override
  public CompletionStage<Void> send(FailedRecord failed) {
    try {
      log.append(format.letter(failed, LetterSize.FULL));
      return CompletableFuture.completedFuture(null);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public void close(Duration limit) {}
}
