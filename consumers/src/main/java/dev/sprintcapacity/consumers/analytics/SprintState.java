package dev.sprintcapacity.consumers.analytics;

import java.util.Arrays;
import java.util.Locale;

/** Where a sprint is in its life, as its events tell. Closed: each is the effect of one event. */
public enum SprintState {
  /** Was created; also where none of the events that say more has come. */
  PLANNED,
  /** Was started. */
  ACTIVE,
  /** Was completed. */
  COMPLETED,
  /** Was deleted; what was known of it is kept. */
  DELETED;

  /** The state in lower case, as in {@code planned}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SprintState ofLabel(String label) {
    return Arrays.stream(values())
        .filter(state -> state.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AnalyticsException("no state of a sprint is called " + label));
  }
}
