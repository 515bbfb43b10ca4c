package dev.sprintcapacity.consumers.email.delivery;

/**
 * What became of one attempt to deliver a mail. Closed: each case leaves the mail in another state.
 * Reasons may quote the server, who may quote an address: they are stored, and never logged.
 */
sealed interface DeliveryOutcome {

  /** The other side has it for good. */
  record Accepted() implements DeliveryOutcome {}

  /**
   * This mail was certainly not taken; later it may be.
   *
   * @param code of the server's reply, as in 451
   * @param reason in the server's words
   */
  record Deferred(int code, String reason) implements DeliveryOutcome {}

  /**
   * Nobody is there to take any mail: certainly not taken.
   *
   * @param reason why; names no person
   */
  record Unreachable(String reason) implements DeliveryOutcome {}

  /**
   * This mail was not taken and never will be.
   *
   * @param code of the server's reply, as in 550
   * @param reason in the server's words
   */
  record Refused(int code, String reason) implements DeliveryOutcome {}

  /**
   * The content was sent, and the answer to it never came.
   *
   * @param reason why
   */
  record Unknown(String reason) implements DeliveryOutcome {}
}
