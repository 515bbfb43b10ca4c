package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.service.ServiceException;

/** The event log cannot be followed now; try again shortly. */
public final class StreamUnavailableException extends ServiceException {

  private static final long serialVersionUID = 1L;

  StreamUnavailableException(String message) {
    super(message);
  }
}
