package dev.sprintcapacity.service.relay;

import java.util.Objects;

/** Whether something is fit for publication. Closed: it is, or there is a reason why not. */
sealed interface Readiness {

  /** Nothing speaks against it. */
  record Fit() implements Readiness {}

  /**
   * Publishing would break a guarantee.
   *
   * @param reason what is wrong, and what to do
   */
  record Unfit(String reason) implements Readiness {
    public Unfit {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
