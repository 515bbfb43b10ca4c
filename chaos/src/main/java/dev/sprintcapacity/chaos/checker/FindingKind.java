package dev.sprintcapacity.chaos.checker;

/**
 * Everything that can be wrong with a history. Closed: each kind has a planted fault in the tests
 * which yields exactly that kind, so a kind nobody can find does not exist.
 */
public enum FindingKind {
  /** A sprint has events 1, 2, 4 in the table. */
  ROW_GAP,
  /** A sprint has two events of one number in the table. */
  ROW_SEQUENCE_TWICE,
  /** The order of publication in the table runs against the numbers of a sprint. */
  ROW_INVERSION,
  /** Two rows carry one event id. */
  ROW_ID_TWICE,
  /** A row names a topic its type does not belong to. */
  ROW_WRONG_TOPIC,
  /** A row has a type the contract does not know. */
  ROW_TYPE_UNKNOWN,
  /** The columns of a row say something else than its value. */
  ROW_AGAINST_VALUE,
  /** A deleted sprint has later events. */
  ROW_AFTER_DELETE,
  /**
   * The events of a sprint tell a life no sprint can have, for instance completed before started.
   */
  ROW_ILLEGAL_LIFE,

  /** A row was never published. */
  LOST,
  /** A record has no row. */
  PHANTOM,
  /** A record tells of a write that was rolled back. */
  ABORTED_READ,
  /** An event was published again. */
  DUPLICATE,
  /** A later event of a sprint stands before an earlier one in its topic. */
  INVERSION,
  /** Two different events of one sprint carry one number in a topic. */
  RECORD_SEQUENCE_TWICE,
  /** A record stands in another topic than its row names. */
  WRONG_TOPIC,
  /** The key of a record is not the sprint's id. */
  WRONG_KEY,
  /** The value of a record differs from the bytes in the table. */
  DIFFERENT_BYTES,
  /** A header is absent or unreadable. */
  HEADER_MISSING,
  /** A header disagrees with the value of its record. */
  HEADER_AGAINST_VALUE,
  /** A header disagrees with the row of its event. */
  HEADER_AGAINST_ROW,
  /** Offsets of a partition were not delivered in rising order. */
  OFFSET_NOT_RISING,
  /** The events of one sprint stand in two partitions of one topic. */
  SPRINT_IN_TWO_PARTITIONS,
  /** A record is older than the change it tells of. */
  RECORD_BEFORE_CHANGE,

  /** The API acknowledged a write that left no event. */
  ACKNOWLEDGED_WITHOUT_ROW,
  /** A write left some of its events and not all. */
  HALF_WRITE,
  /** A write left an event twice. */
  APPLIED_TWICE,
  /** A refused or rolled back write left an event. */
  REFUSED_APPLIED,
  /** An event belongs to no write. */
  UNASKED_ROW,
  /** A write acknowledged before another was sent stands after it in the sprint's history. */
  AGAINST_REAL_TIME
}
