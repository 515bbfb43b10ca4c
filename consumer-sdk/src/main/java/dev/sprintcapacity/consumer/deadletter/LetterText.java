package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterHeaders;
import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what a dead letter says of itself. What cannot be read is left out, never guessed. */
final class LetterText {
  private LetterText() {}

  static DeadLetter read(
      ConsumerRecord<byte[], byte[]> record, Provenance provenance, boolean redriven) {
    return new DeadLetter(
        new Position(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        new Position(
            provenance.origin().topic(),
            provenance.origin().partition(),
            provenance.origin().offset()),
        provenance.origin().timestamp(),
        record.key(),
        record.value(),
        Provenance.originals(record.headers()),
        failure(Provenance.blockOf(record.headers())),
        provenance.redriveCount(),
        redriven);
  }

  private static DeadLetter.Failure failure(Map<String, String> block) {
    return new DeadLetter.Failure(
        attempts(block.getOrDefault(DeadLetterHeaders.ATTEMPTS, "")),
        block.getOrDefault(DeadLetterHeaders.REASON, ""),
        block.get(DeadLetterHeaders.EXCEPTION_CLASS),
        block.get(DeadLetterHeaders.EXCEPTION_MESSAGE),
        block.get(DeadLetterHeaders.EXCEPTION_CAUSE_CLASS),
        block.get(DeadLetterHeaders.EXCEPTION_STACKTRACE),
        instant(block.get(DeadLetterHeaders.FIRST_FAILURE)),
        instant(block.get(DeadLetterHeaders.LAST_FAILURE)));
  }

  private static int attempts(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException foreign) {
      return null;
    }
  }
}
