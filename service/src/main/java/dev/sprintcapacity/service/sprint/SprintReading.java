package dev.sprintcapacity.service.sprint;

import java.util.List;

/** What came of reading a sprint. Closed: it is either valid as a whole or it is not. */
public sealed interface SprintReading {

  /**
   * Everything is valid.
   *
   * @param sprint what was sent
   */
  record Valid(SprintInput sprint) implements SprintReading {}

  /**
   * Something is wrong.
   *
   * @param violations all of it
   */
  record Invalid(List<Violation> violations) implements SprintReading {
    public Invalid {
      violations = List.copyOf(violations);
    }
  }
}
