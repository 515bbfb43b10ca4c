package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.service.ServiceException;
import org.jspecify.annotations.Nullable;

/** Kafka could not be used as publication needs it; try again with new clients. */
public class RelayException extends ServiceException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what could not be done
   * @param cause why, where there is more to say
   */
  public RelayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
