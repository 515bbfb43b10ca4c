package dev.sprintcapacity.chaos.load;

import java.util.Objects;

/**
 * A sprint that a client made and may change.
 *
 * @param id its id
 * @param number its number
 * @param phase where in its life it was when it was last heard of
 */
record KnownSprint(String id, String number, Phase phase) {
  KnownSprint {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(phase, "phase");
  }

  /** Closed: the states a sprint of the product can be in. */
  enum Phase {
    PLANNED,
    ACTIVE,
    COMPLETED
  }

  KnownSprint in(Phase next) {
    return new KnownSprint(id, number, next);
  }

  String path() {
    return Request.SPRINTS + "/" + id;
  }
}
