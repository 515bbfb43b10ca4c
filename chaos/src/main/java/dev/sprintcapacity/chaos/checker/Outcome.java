package dev.sprintcapacity.chaos.checker;

/** What a client knows of its write. Closed: a client that gets no answer knows nothing. */
public enum Outcome {
  /** The API answered that the write is done. */
  ACKNOWLEDGED,
  /** The API answered that the write is not done, or the transaction was rolled back. */
  REFUSED,
  /** No answer, or one that leaves it open. */
  UNKNOWN
}
