package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.SprintChange;
import dev.sprintcapacity.consumers.jira.api.SprintState;
import dev.sprintcapacity.consumers.jira.mapping.SprintPlan;
import dev.sprintcapacity.consumers.jira.mapping.SprintStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The way from a sprint as it is in Jira to what it shall be, by the steps that Jira allows: name
 * and dates, then future, active, closed, one after the other. A pure function. What is further
 * than desired, or closed, stays as it is: Jira has no way back.
 */
final class SprintSteps {

  /** Name and dates, start, completion: more steps than these there are not. */
  static final int MOST = 3;

  private SprintSteps() {}

  /** The next step; empty where there is none left. */
  static Optional<SprintChange> next(SprintPlan plan, SprintStatus status, JiraSprint actual) {
    if (actual.state() == SprintState.CLOSED) {
      return Optional.empty();
    }
    Optional<SprintChange> fields = fields(plan, actual);
    return fields.isPresent() ? fields : state(status, actual.state());
  }

  private static Optional<SprintChange> fields(SprintPlan plan, JiraSprint actual) {
    Optional<String> name =
        Optional.of(JiraForm.name(plan.name())).filter(wanted -> !wanted.equals(actual.name()));
    Optional<Instant> start = changed(JiraForm.time(plan.start()), actual.start());
    Optional<Instant> end = changed(JiraForm.time(plan.end()), actual.end());
    return name.isEmpty() && start.isEmpty() && end.isEmpty()
        ? Optional.empty()
        : Optional.of(new SprintChange(name, start, end, Optional.empty()));
  }

  private static Optional<Instant> changed(Instant wanted, Optional<Instant> actual) {
    return actual.equals(Optional.of(wanted)) ? Optional.empty() : Optional.of(wanted);
  }

  private static Optional<SprintChange> state(SprintStatus wanted, SprintState actual) {
    return switch (wanted) {
      case PLANNED, DELETED -> Optional.empty();
      case ACTIVE ->
          actual == SprintState.FUTURE
              ? Optional.of(SprintChange.to(SprintState.ACTIVE))
              : Optional.empty();
      case COMPLETED ->
          switch (actual) {
            case FUTURE -> Optional.of(SprintChange.to(SprintState.ACTIVE));
            case ACTIVE -> Optional.of(SprintChange.to(SprintState.CLOSED));
            case CLOSED -> Optional.empty();
          };
    };
  }

  /** The state that belongs to a status. */
  static SprintState stateOf(SprintStatus status) {
    return switch (status) {
      case PLANNED -> SprintState.FUTURE;
      case ACTIVE -> SprintState.ACTIVE;
      case COMPLETED, DELETED -> SprintState.CLOSED;
    };
  }
}
