package dev.sprintcapacity.consumers.jira.mapping;

import java.util.Locale;

/** Where a sprint is in its life, in the only order there is. */
public enum SprintStatus {
  /** Not begun. */
  PLANNED,
  /** Running. */
  ACTIVE,
  /** Ended. */
  COMPLETED,
  /** Removed. */
  DELETED;

  /** As it stands in the table. */
  String columnValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SprintStatus fromColumn(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
