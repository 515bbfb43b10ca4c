package dev.sprintcapacity.postgres.eventlog;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which log this is: transaction ids are only comparable within one database system.
 *
 * @param logId drawn at random when the log was created; a logical copy keeps it
 * @param databaseOid the database within its system; a logical copy has another
 * @param systemIdentifier the database system; empty where this role may not read it
 * @param timeline changes when a replica is promoted or a backup is restored to a point in time
 */
public record LogIdentity(
    UUID logId, long databaseOid, OptionalLong systemIdentifier, int timeline) {

  public LogIdentity {
    Objects.requireNonNull(logId, "logId");
    Objects.requireNonNull(systemIdentifier, "systemIdentifier");
  }

  /**
   * Whether transaction ids of the other log can be compared with those of this one. A promoted
   * replica is the same log on a new timeline.
   */
  public boolean isSameLogAs(LogIdentity other) {
    boolean sameSystem =
        systemIdentifier.isEmpty()
            || other.systemIdentifier.isEmpty()
            || systemIdentifier.equals(other.systemIdentifier);
    return sameSystem && logId.equals(other.logId) && databaseOid == other.databaseOid;
  }
}
