package dev.sprintcapacity.service.relay;

import java.util.List;
import java.util.Objects;

/**
 * What the relay of this instance does. Closed: health, metrics and the log line for events that
 * cannot be published yet each have to say something about every state.
 */
public sealed interface RelayStatus {

  /** A word for health and metrics. */
  String label();

  /** Switched off, not started or closed: events stay in the event log. */
  record Disabled() implements RelayStatus {
    @Override
    public String label() {
      return "disabled";
    }
  }

  /**
   * Trying to reach the database or Kafka: events stay in the event log.
   *
   * @param reason what failed last, or what is being waited for
   */
  record Connecting(String reason) implements RelayStatus {
    public Connecting {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String label() {
      return "connecting";
    }
  }

  /** Another instance publishes; this one takes over when that one ends. */
  record StandBy() implements RelayStatus {
    @Override
    public String label() {
      return "standby";
    }
  }

  /**
   * This instance publishes.
   *
   * @param alarms what a person should look at although publication goes on; usually none
   */
  record Active(List<String> alarms) implements RelayStatus {
    public Active {
      alarms = List.copyOf(alarms);
    }

    @Override
    public String label() {
      return "active";
    }
  }

  /**
   * Publishing would break a guarantee; a person has to act. Checked again from time to time.
   *
   * @param reason what is wrong, and what to do
   */
  record Refused(String reason) implements RelayStatus {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String label() {
      return "refused";
    }
  }
}
