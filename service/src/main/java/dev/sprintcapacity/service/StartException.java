package dev.sprintcapacity.service;

import org.jspecify.annotations.Nullable;

/** The service, or a command of it, cannot start; the message is all that an operator needs. */
public final class StartException extends ServiceException {

  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
