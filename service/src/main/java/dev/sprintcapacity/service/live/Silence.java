package dev.sprintcapacity.service.live;

import java.net.SocketTimeoutException;

/** Tells clients that take nothing from those that are gone. */
public final class Silence {

  private Silence() {}

  /** Whether a write failed because the client took nothing for as long as the server waits. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
