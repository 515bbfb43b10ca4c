package dev.sprintcapacity.service;

import org.jspecify.annotations.Nullable;

/**
 * Root of every exception this module throws on purpose; each subtype names one kind of failure.
 */
public class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ServiceException(String message) {
    super(message);
  }

  public ServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
