package dev.sprintcapacity.chaos.crashpoint;

import java.util.Objects;

/**
 * Where the service ends.
 *
 * @param effect what it asks of a server, such as a statement or a request of Kafka's protocol
 * @param moment how far that has come
 */
record CrashPoint(String effect, Moment moment) {
  /** How far an effect has come. */
  enum Moment {
    /** The service has sent it, and the server does not get it. */
    UNSENT("not sent"),
    /** The server has done it, and the service is not told. */
    UNTOLD("done, not told");

    private final String text;

    Moment(String text) {
      this.text = text;
    }
  }

  CrashPoint {
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(moment, "moment");
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(effect, moment.text);
  }
}
