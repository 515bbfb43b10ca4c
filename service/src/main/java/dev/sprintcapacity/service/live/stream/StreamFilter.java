package dev.sprintcapacity.service.live.stream;

import java.util.Set;

/**
 * What of the log a client wants.
 *
 * @param sprints ids of sprints; empty for all
 * @param types types of events as on the wire; empty for all
 */
public record StreamFilter(Set<String> sprints, Set<String> types) {

  /** Everything. */
  public static final StreamFilter ALL = new StreamFilter(Set.of(), Set.of());

  /** Copies the sets. */
  public StreamFilter {
    sprints = Set.copyOf(sprints);
    types = Set.copyOf(types);
  }

  boolean wants(StreamFrame frame) {
    return (sprints.isEmpty() || sprints.contains(frame.sprintId()))
        && (types.isEmpty() || types.contains(frame.type()));
  }
}
