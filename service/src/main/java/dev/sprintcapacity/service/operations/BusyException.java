package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.service.ServiceException;

/** Others ask Kafka the same at this moment, as many as may at once: nothing was done. */
public final class BusyException extends ServiceException {

  private static final long serialVersionUID = 1L;

  /** With what is busy. */
  public BusyException(String message) {
    super(message);
  }
}
