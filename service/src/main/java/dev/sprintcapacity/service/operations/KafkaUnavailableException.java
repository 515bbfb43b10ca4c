package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.service.ServiceException;

/** Kafka did not answer, or refused the question: nothing is known of groups and dead letters. */
public final class KafkaUnavailableException extends ServiceException {

  private static final long serialVersionUID = 1L;

  /** With what was asked, why there is no answer, and what to do. */
  public KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
