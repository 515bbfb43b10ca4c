package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.deadletter.RedriveReport;

/** What became of a redrive. Closed: it ends, or it stops on its way. */
public sealed interface RedriveOutcome {

  /**
   * It came to its end.
   *
   * @param report what was sent back and what was not
   */
  record Done(RedriveReport report) implements RedriveOutcome {}

  /**
   * It stopped on its way: what was sent back stays sent back, and is not sent again by the next.
   *
   * @param report what it is known to have done
   * @param reason what stopped it, and what to do
   */
  record Stopped(RedriveReport report, String reason) implements RedriveOutcome {}
}
