package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;

/**
 * It is not known which keys of a partition are parked: the partition must not be processed, for an
 * event could be handled past one that failed.
 */
public final class ParkedKeysUnreadableException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  ParkedKeysUnreadableException(String message) {
    super(message);
  }

  ParkedKeysUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
