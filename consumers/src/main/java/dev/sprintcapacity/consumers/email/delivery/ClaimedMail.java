package dev.sprintcapacity.consumers.email.delivery;

import java.time.Instant;

/**
 * A mail that this instance alone may deliver for a while.
 *
 * @param mailId its number
 * @param claimId of this claim; another one has another number
 * @param address where it goes
 * @param messageId its Message-ID with angle brackets
 * @param content all of it, in the format of RFC 5322
 * @param attempts this one included
 * @param queuedAt since when it waits
 */
@SuppressWarnings("ArrayRecordComponent") // read once, sent once, compared never
record ClaimedMail(
    long mailId,
    long claimId,
    String address,
    String messageId,
    byte[] content,
    int attempts,
    Instant queuedAt) {

  /** Without address and content, which are personal. */
  @Override
  public String toString() {
    return "mail %d, attempt %d".formatted(mailId, attempts);
  }
}
