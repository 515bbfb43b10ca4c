package dev.sprintcapacity.consumers.jira.api;

import java.util.Locale;
import java.util.Optional;

/** Jira's states of a sprint, in the only order that it allows. */
public enum SprintState {
  /** Planned. */
  FUTURE,
  /** Running. */
  ACTIVE,
  /** Completed; Jira changes nothing of it any more. */
  CLOSED;

  /** As it stands in JSON. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what stands in JSON; Data Center was seen to write upper case in places. */
  static Optional<SprintState> fromWireName(String text) {
    for (SprintState state : values()) {
      if (state.wireName().equalsIgnoreCase(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
