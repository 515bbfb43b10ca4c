package dev.sprintcapacity.consumers.jira.sync;

import java.time.Instant;
import java.util.List;

/**
 * What a drift check found.
 *
 * @param at when
 * @param compared sprints of the mapping that were compared
 * @param drifts differences, in the order of the sprints' ids
 */
public record DriftReport(Instant at, int compared, List<Drift> drifts) {

  /** Copies the list. */
  public DriftReport {
    drifts = List.copyOf(drifts);
  }
}
