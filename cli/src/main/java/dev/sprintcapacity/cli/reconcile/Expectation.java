package dev.sprintcapacity.cli.reconcile;

/**
 * What is to be expected of a row. Closed: a row's record is due, or there is one reason why not.
 */
enum Expectation {
  /** Its record must be there. */
  RECORD,
  /** It is not published yet, as far as anybody can tell. */
  WAITING,
  /** Its record was removed from the beginning of the topic, or may have been. */
  NOT_COMPARABLE,
  /** It goes to a topic that this version does not know. */
  UNKNOWN_TOPIC
}
