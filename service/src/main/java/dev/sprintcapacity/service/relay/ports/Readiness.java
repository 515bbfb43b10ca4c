package dev.sprintcapacity.service.relay.ports;

import java.util.Objects;

/** Whether something is fit for publication. Closed: it is, or there is a reason why not. */
public sealed interface Readiness {

  /** Nothing speaks against it. */
  record Fit() implements Readiness {}

  /**
   * Publishing would break a guarantee.
   *
   * @param reason what is wrong, and what to do
   */
  record Unfit(String reason) implements Readiness {
    /** Checks that there is a reason. */
    public Unfit {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
