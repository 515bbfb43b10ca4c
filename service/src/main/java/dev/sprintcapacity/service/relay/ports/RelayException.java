package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.ServiceException;
import org.jspecify.annotations.Nullable;

/** Kafka could not be used as publication needs it; try again with new clients. */
class RelayException extends ServiceException {

  private static final long serialVersionUID = 1L;

  RelayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
