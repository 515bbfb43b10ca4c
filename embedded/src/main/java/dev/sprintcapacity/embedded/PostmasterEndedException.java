package dev.sprintcapacity.embedded;

import java.io.IOException;

/** The server process ended before it was ready; its last words tell why. */
final class PostmasterEndedException extends IOException {
  private static final long serialVersionUID = 1L;

  PostmasterEndedException(int exitCode, String lastWords) {
    super("PostgreSQL ended with exit code " + exitCode + " before it was ready: " + lastWords);
  }

  boolean portIsBusy() {
    return String.valueOf(getMessage()).contains("Address already in use");
  }

  /** Children of an earlier server are still there. */
  boolean memoryIsInUse() {
    return String.valueOf(getMessage()).contains("pre-existing shared memory block");
  }
}
