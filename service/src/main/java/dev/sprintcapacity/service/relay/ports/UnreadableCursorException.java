package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.service.ServiceException;
import org.jspecify.annotations.Nullable;

/** The cursor topic holds something for this relay that this version cannot read. */
public final class UnreadableCursorException extends ServiceException {

  private static final long serialVersionUID = 1L;

  UnreadableCursorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
