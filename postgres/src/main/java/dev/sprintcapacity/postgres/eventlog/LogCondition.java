package dev.sprintcapacity.postgres.eventlog;

import java.util.List;

/**
 * The condition in which the log is.
 *
 * @param breaches why nothing may be published from it; each names what was found and what to do
 * @param alarms what a person should look at although publication goes on; in the same form
 */
public record LogCondition(List<String> breaches, List<String> alarms) {

  public LogCondition {
    breaches = List.copyOf(breaches);
    alarms = List.copyOf(alarms);
  }
}
