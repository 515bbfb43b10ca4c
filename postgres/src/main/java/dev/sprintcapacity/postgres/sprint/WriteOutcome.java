package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.SprintNumber;
import java.util.Objects;

/**
 * What became of a write. Closed, because whoever writes a sprint has to answer in both cases;
 * everything else that can go wrong is a {@link dev.sprintcapacity.postgres.PostgresException}.
 */
public sealed interface WriteOutcome {

  /**
   * The sprint and its events are written.
   *
   * @param stored the sprint as it is now
   */
  record Written(StoredSprint stored) implements WriteOutcome {
    public Written {
      Objects.requireNonNull(stored, "stored");
    }
  }

  /**
   * Another sprint has the number; nothing is written. A transaction around the write must be
   * rolled back: it may not be able to do anything else.
   *
   * @param number the number that is taken
   */
  record NumberTaken(SprintNumber number) implements WriteOutcome {
    public NumberTaken {
      Objects.requireNonNull(number, "number");
    }
  }
}
