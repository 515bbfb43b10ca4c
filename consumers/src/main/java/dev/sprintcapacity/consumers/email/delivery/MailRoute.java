package dev.sprintcapacity.consumers.email.delivery;

import java.time.Duration;

/**
 * Where mails go. Closed: what may be repeated, and how long an attempt may take, is decided for
 * each way. Used by one thread.
 */
sealed interface MailRoute extends AutoCloseable permits SmtpRoute, FolderRoute {

  /** Whether a mail delivered twice is there once. */
  boolean isRepeatable();

  /** The longest attempt: whoever says nothing for so long has ended. */
  Duration claimTime();

  /** Tries once, with bounded waits; every failure is an outcome. */
  DeliveryOutcome deliver(ClaimedMail mail);

  /** Ends what is open between attempts; another attempt opens it again. */
  @Override
  void close();

  /** Names no secret. */
  @Override
  String toString();
}
