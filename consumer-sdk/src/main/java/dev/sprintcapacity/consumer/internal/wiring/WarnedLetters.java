package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSink;
import dev.sprintcapacity.consumer.internal.deadletter.FailedRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of what would be a dead letter a warning is left, for groups that nobody would redrive. */
final class WarnedLetters implements DeadLetterSink {
  private static final Logger LOG = LoggerFactory.getLogger(WarnedLetters.class);

  private final String group;

  /** Those of a group. */
  WarnedLetters(String group) {
    this.group = group;
  }

  @Override
  public void start() {}

  @Override
  public CompletionStage<Void> send(FailedRecord failed) {
    LOG.warn(
        "group {} passes by {}-{}@{} after {} attempts: {}",
        group,
        failed.record().topic(),
        failed.record().partition(),
        failed.record().offset(),
        failed.attempts(),
        failed.reason(),
        failed.cause());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close(Duration limit) {}
}
