package dev.sprintcapacity.consumers.jira.mapping;

import java.time.Instant;
import java.util.Optional;

/**
 * A sprint and its counterpart in Jira.
 *
 * @param desired what it shall be there
 * @param appliedSequence how much of that was done; 0 for nothing
 * @param jiraId its number there; absent where it was not made yet
 * @param intendedAt when it was about to be made, where it is not known what became of that
 */
public record MappedSprint(
    DesiredSprint desired,
    long appliedSequence,
    Optional<Long> jiraId,
    Optional<Instant> intendedAt) {

  /** Whether Jira was brought to all that is desired. */
  public boolean isApplied() {
    return appliedSequence >= desired.sequence();
  }
}
