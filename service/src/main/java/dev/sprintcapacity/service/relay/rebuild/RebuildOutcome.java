package dev.sprintcapacity.service.relay.rebuild;

import java.util.Objects;

/** How a rebuild ended. Closed: it was done, or there was a reason not to begin. */
public sealed interface RebuildOutcome {

  /**
   * The topics hold the whole event log, as it was when this began.
   *
   * @param events number of events in them
   * @param topics number of topics
   */
  record Rebuilt(long events, int topics) implements RebuildOutcome {}

  /**
   * Nothing was published nor deleted.
   *
   * @param reason what is wrong, and what to do
   */
  record Refused(String reason) implements RebuildOutcome {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
