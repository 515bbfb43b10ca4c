package dev.sprintcapacity.consumers.jira.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A partial update: what is absent stays as it is.
 *
 * @param name another name
 * @param start another beginning
 * @param end another end
 * @param state the next state
 */
public record SprintChange(
    Optional<String> name,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<SprintState> state) {

  /** A change of the state alone. */
  public static SprintChange to(SprintState state) {
    return new SprintChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state));
  }

  /** What it changes, in words. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    name.ifPresent(text -> parts.add("name to '" + text + "'"));
    start.ifPresent(time -> parts.add("start to " + time));
    end.ifPresent(time -> parts.add("end to " + time));
    state.ifPresent(next -> parts.add("state to " + next.wireName()));
    return String.join(", ", parts);
  }
}
