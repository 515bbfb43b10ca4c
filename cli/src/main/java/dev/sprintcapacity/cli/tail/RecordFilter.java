package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.events.EventType;
import java.util.Set;

/**
 * Which records are shown.
 *
 * @param sprintIds those of these sprints; empty for every sprint
 * @param types those of these types; empty for every type and for what has none
 */
record RecordFilter(Set<String> sprintIds, Set<EventType> types) {
  RecordFilter {
    sprintIds = Set.copyOf(sprintIds);
    types = Set.copyOf(types);
  }

  boolean lets(TailRecord tailRecord) {
    return (sprintIds.isEmpty() || tailRecord.sprintId().filter(sprintIds::contains).isPresent())
        && (types.isEmpty()
            || tailRecord
                .eventType()
                .flatMap(EventType::fromWireName)
                .filter(types::contains)
                .isPresent());
  }
}
