package dev.sprintcapacity.consumer.internal.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import dev.sprintcapacity.consumer.internal.inbound.Inbound;
import dev.sprintcapacity.consumer.internal.retry.Verdict;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a record: the checks, then its handler. Thread-safe. */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Verdict.GivenUp BEHIND_PARKED_KEY =
      new Verdict.GivenUp("stands behind an earlier event of its key that is parked", null, true);
  private static final Verdict.GivenUp BEHIND_FAILED_AGAIN =
      new Verdict.GivenUp(
          "stands behind an earlier event of its key that failed again when it was redriven",
          null,
          true);

  private final DispatchParts parts;

  Attempt(DispatchParts parts) {
    this.parts = parts;
  }

  /** Whether a verdict is that an earlier event of the key is in the way. */
  static boolean isParked(Verdict verdict) {
    return verdict.equals(BEHIND_PARKED_KEY) || verdict.equals(BEHIND_FAILED_AGAIN);
  }

  /** Tries once; counts the attempt where a handler is asked. */
  Verdict make(Work work) {
    if (work.redriven instanceof Redriven.Foreign foreign) {
      LOG.warn("{} is left out: {}", work, foreign.reason());
      return Verdict.Finished.IGNORED;
    }
    Inbound inbound;
    try {
      inbound = parts.inbound().check(work.read);
    } catch (Throwable failure) {
      work.attempts++;
      return parts.rules().afterFailure(failure, work.attempts);
    }
    return switch (inbound) {
      case Inbound.Deliver delivery -> deliver(work, delivery);
      case Inbound.Ignore ignored -> Verdict.Finished.IGNORED;
      case Inbound.Refuse refused -> parts.rules().afterRefusal(refused.reason());
      case Inbound.Wait waiting -> new Verdict.NotYet(waiting.reason());
    };
  }

  private Verdict deliver(Work work, Inbound.Deliver delivery) {
    EventHandler handler = parts.handlers().get(delivery.event().eventType());
    if (handler == null) {
      return Verdict.Finished.IGNORED;
    }
    Verdict behind = behindEarlier(work);
    if (behind != null) {
      return behind;
    }
    work.attempts++;
    try {
      HandlerResult result = handler.handle(delivery.event(), context(work, delivery));
      return result == null
          ? parts
              .rules()
              .afterFailure(
                  new NullPointerException(
                      "the handler of %s returned null: return HandlerResult.done()"
                          .formatted(delivery.event().eventType())),
                  work.attempts)
          : parts.rules().afterResult(result, work.attempts);
    } catch (Throwable failure) { // handlers are code of users: whatever they throw is classified
      return parts.rules().afterFailure(failure, work.attempts);
    } finally {
      // a handler that restores an interrupt must not stop what this thread does next
      boolean cleared = Thread.interrupted();
      if (cleared) {
        LOG.debug("The handler of {} left its thread interrupted", work);
      }
    }
  }

  private @Nullable Verdict behindEarlier(Work work) {
    TopicPartition partition = work.keyPartition();
    byte[] key = work.record.key();
    if (work.redriven instanceof Redriven.Event event) {
      return parts.parkedKeys().isHeld(partition, key, event.run()) ? BEHIND_FAILED_AGAIN : null;
    }
    return parts.parkedKeys().isParked(partition, key) ? BEHIND_PARKED_KEY : null;
  }

  private HandlerContext context(Work work, Inbound.Deliver delivery) {
    ConsumerRecord<byte[], byte[]> record = work.record;
    if (record.headers() instanceof RecordHeaders headers) {
      headers.setReadOnly();
    }
    byte[] key = record.key();
    return new HandlerContext(
        parts.group(),
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        key == null ? null : new String(key, UTF_8),
        record.headers(),
        delivery.id(),
        delivery.sequence(),
        work.attempts,
        work.redriven != null);
  }
}
