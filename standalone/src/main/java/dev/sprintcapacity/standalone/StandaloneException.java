package dev.sprintcapacity.standalone;

/** A part of the whole could not be stopped or started; the cause says why. */
public final class StandaloneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StandaloneException(String message, Throwable cause) {
    super(message, cause);
  }
}
