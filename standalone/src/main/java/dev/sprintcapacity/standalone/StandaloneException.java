package dev.sprintcapacity.standalone;

/** A part of the whole could not be stopped or started, or there is none to begin with. */
public final class StandaloneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StandaloneException(String message) {
    super(message);
  }

  StandaloneException(String message, Throwable cause) {
    super(message, cause);
  }
}
