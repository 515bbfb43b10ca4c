package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;

/**
 * Something that goes wrong on purpose. Open: a new kind of fault is a new class, and a line in
 * {@link FaultKind} where people shall be able to ask for it.
 */
public interface Fault {

  /** A word for progress lines and counts. */
  String name();

  /** Whether what it hits is there to be hit, right now. */
  boolean isPossible(Stage stage);

  /**
   * Does it, and undoes what does not undo itself.
   *
   * @return when the service could begin to recover: after this time a change has to be published
   *     again
   * @throws dev.sprintcapacity.chaos.ChaosException where that what should be hit is not there, or
   *     what is awaited within the fault does not come
   */
  Instant strike(Stage stage);
}
