package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import java.util.List;

/**
 * Why a use case did not do what it was asked. Closed, so that every reason reaches the client: one
 * mapper answers each of them.
 */
public sealed interface Refusal {

  /**
   * There is no such sprint.
   *
   * @param id as it was asked for
   */
  record UnknownSprint(String id) implements Refusal {}

  /**
   * Another sprint has the number.
   *
   * @param number the one that is taken
   */
  record NumberTaken(SprintNumber number) implements Refusal {}

  /**
   * The sprint is in another version than the client wants to change.
   *
   * @param version the one it is in
   * @param condition the ones the client named
   */
  record OtherVersion(long version, VersionCondition condition) implements Refusal {}

  /**
   * Only a planned sprint can start.
   *
   * @param status the one it has
   */
  record NotPlanned(SprintStatus status) implements Refusal {}

  /**
   * Only an active sprint can be completed.
   *
   * @param status the one it has
   */
  record NotActive(SprintStatus status) implements Refusal {}

  /** A completed sprint stays as it is. */
  record AlreadyCompleted() implements Refusal {}

  /**
   * The content breaks rules.
   *
   * @param violations all of them
   */
  record InvalidContent(List<Violation> violations) implements Refusal {
    public InvalidContent {
      violations = List.copyOf(violations);
    }
  }

  /** The idempotency key belongs to another request. */
  record KeyReused() implements Refusal {}

  /** Too many changes of this one sprint are waiting. */
  record SprintBusy() implements Refusal {}
}
