package dev.sprintcapacity.service.relay.ports;

/** The points between two effects of the relay on the world outside, in their order. */
public enum RelayStep {
  /** The database session is open; nobody leads through it yet. */
  SESSION_OPENED,
  /** The session holds the lock: this instance leads. */
  LEADERSHIP_TAKEN,
  /** Topics exist and the broker is fit. */
  TOPICS_ENSURED,
  /** The cursor was read once and fits the database; no other producer was disturbed yet. */
  CURSOR_CHECKED,
  /** Older producers are fenced and their transactions ended. */
  PRODUCER_READY,
  /** The cursor was read again: it can not change any more but by this instance. */
  CURSOR_READ,
  /** The ends of the event topics were read, to compare them with the log. */
  TAIL_READ,
  /** Events came from the log. */
  BATCH_READ,
  /** The Kafka transaction began. */
  TRANSACTION_BEGUN,
  /** One event was handed to the producer. */
  EVENT_SENT,
  /** The cursor was handed to the producer: the transaction is complete but not committed. */
  CURSOR_SENT,
  /** The transaction is committed; nobody in this process took note yet. */
  COMMITTED
}
