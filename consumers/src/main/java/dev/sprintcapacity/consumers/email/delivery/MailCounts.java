package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.ConsumersException;

/**
 * How many mails there are in each state, over all instances since the beginning.
 *
 * @param queued wait to be sent, or are being sent
 * @param sent taken by the server, or stored
 * @param skippedWithoutAddress due to somebody who has no address that can be used
 * @param inDoubt nobody knows whether the server took them; only an operator sends them again
 * @param failed no server will take them
 */
public record MailCounts(
    long queued, long sent, long skippedWithoutAddress, long inDoubt, long failed) {

  /** Nothing yet. */
  public static final MailCounts ZERO = new MailCounts(0, 0, 0, 0, 0);

  MailCounts plus(String state, long mails) {
    return switch (state) {
      case "queued", "sending" ->
          new MailCounts(queued + mails, sent, skippedWithoutAddress, inDoubt, failed);
      case "sent" -> new MailCounts(queued, sent + mails, skippedWithoutAddress, inDoubt, failed);
      case "skipped" ->
          new MailCounts(queued, sent, skippedWithoutAddress + mails, inDoubt, failed);
      case "in_doubt" ->
          new MailCounts(queued, sent, skippedWithoutAddress, inDoubt + mails, failed);
      case "failed" -> new MailCounts(queued, sent, skippedWithoutAddress, inDoubt, failed + mails);
      default ->
          throw new ConsumersException(
              "Table mail has %d rows in state %s, which this version does not know: update it"
                  .formatted(mails, state));
    };
  }
}
