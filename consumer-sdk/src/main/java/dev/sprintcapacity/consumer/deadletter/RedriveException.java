package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;

/**
 * A redrive stopped on its way. What it had sent back stays sent back, and is not sent again by the
 * next one.
 *
 * @since 0.1.0
 */
public class RedriveException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  private final transient RedriveReport report;

  /**
   * A redrive that stopped.
   *
   * @param message what stopped it, and what to do
   * @param report what it is known to have done
   * @param cause what stopped it
   */
  public RedriveException(String message, RedriveReport report, Throwable cause) {
    super(message, cause);
    this.report = report;
  }

  /**
   * What it is known to have done; the last batch may have been sent back as well.
   *
   * @return counts up to the last acknowledged batch
   */
  public RedriveReport report() {
    return report;
  }
}
