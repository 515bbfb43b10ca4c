package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.Sprint;

/**
 * What a client wants a sprint to become, given what it is. Open, because a full replacement and a
 * patch read different documents. May be asked more than once where others change the sprint at the
 * same time, and must not use the database.
 */
@FunctionalInterface
public interface Revision {

  /** The wanted content, or what is wrong with it. */
  SprintReading of(Sprint current);
}
