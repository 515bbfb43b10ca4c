package dev.sprintcapacity.consumers.jira.stub;

/** What Jira can be asked. */
public enum Call {
  /** Make a sprint. */
  CREATE,
  /** Read one. */
  READ,
  /** Change one. */
  CHANGE,
  /** Delete one. */
  DELETE,
  /** List those of a board. */
  LIST;

  /** Whether it writes. */
  public boolean writes() {
    return this == CREATE || this == CHANGE || this == DELETE;
  }
}
