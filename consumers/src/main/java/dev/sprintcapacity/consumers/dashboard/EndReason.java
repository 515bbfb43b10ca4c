package dev.sprintcapacity.consumers.dashboard;

/** Why a client gets nothing any more. */
public enum EndReason {
  /** It did not keep up; it may come again. */
  SLOW,
  /** It left, or its connection broke. */
  LEFT,
  /** This instance stops; another one, or the next start, takes it. */
  STOPPING,
  /** It was told what to send, and went on sending something else. */
  REFUSED,
  /** The event log is not the one any more that it was reading. */
  ANOTHER_LOG
}
