package dev.sprintcapacity.service.operations;

import java.time.Instant;
import java.util.List;

/**
 * The groups at one moment.
 *
 * @param at when Kafka was asked
 * @param groups by name
 * @param groupsLeftOut groups of the cluster that were not looked at, because there are too many
 */
public record GroupList(Instant at, List<ConsumerGroup> groups, int groupsLeftOut) {

  public GroupList {
    groups = List.copyOf(groups);
  }
}
