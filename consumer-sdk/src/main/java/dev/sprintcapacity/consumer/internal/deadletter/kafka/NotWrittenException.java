package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import dev.sprintcapacity.consumer.ConsumerException;

/**
 * A dead letter, or the state of a key, is not known to be durable. It may have been written all
 * the same where the acknowledgement was lost; writing again does no harm but a second copy, which
 * a redrive recognises. Trying again later may help: the message says what else would.
 */
public final class NotWrittenException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  /** Says what was not written, and what to do. */
  public NotWrittenException(String message) {
    super(message);
  }

  /** Says what was not written, and what to do. */
  public NotWrittenException(String message, Throwable cause) {
    super(message, cause);
  }
}
