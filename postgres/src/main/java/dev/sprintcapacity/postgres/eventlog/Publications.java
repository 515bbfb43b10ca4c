package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Remembers where the log was published to, so that a Kafka which lost everything is not taken for
 * a new one. Belongs to one session and is used by one thread at a time.
 */
public final class Publications {

  private static final String KNOWN =
      """
      select cluster_id, relay_name, since
      from publication
      where (relay_name = ? or cluster_id = ?)
        and exists (select from event)
      order by since desc
      limit 1
      """;

  private static final String REMEMBER =
      """
      insert into publication (cluster_id, relay_name)
      values (?, ?)
      on conflict (cluster_id, relay_name) do nothing
      """;

  /** Sessions of the relay only read otherwise. */
  private static final String WRITING =
      """
      set transaction read write
      """;

  private final Connection session;

  Publications(Connection session) {
    this.session = session;
  }

  /**
   * A publication whose events a relay must find: one under its name, or one to this cluster; the
   * youngest. None where the log is empty.
   *
   * @param clusterId the Kafka cluster that is connected
   * @param relayName the relay that is about to publish
   * @throws EventLogUnavailableException where the session failed
   */
  public Optional<KnownPublication> known(String clusterId, String relayName) {
    try (PreparedStatement statement = session.prepareStatement(KNOWN)) {
      statement.setString(1, relayName);
      statement.setString(2, clusterId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new KnownPublication(
                    row.getString("cluster_id"),
                    row.getString("relay_name"),
                    row.getObject("since", OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read where the log was published to", e);
    }
  }

  /**
   * Remembers a publication; one that is known stays as it is. A transaction of its own.
   *
   * @throws EventLogUnavailableException where the session failed, which is of no use then
   */
  public void remember(String clusterId, String relayName) {
    try {
      session.setAutoCommit(false);
      try (Statement writing = session.createStatement();
          PreparedStatement insert = session.prepareStatement(REMEMBER)) {
        writing.execute(WRITING);
        insert.setString(1, clusterId);
        insert.setString(2, relayName);
        insert.executeUpdate();
      }
      session.commit();
      session.setAutoCommit(true);
    } catch (SQLException e) {
      throw new EventLogUnavailableException(
          "cannot remember that the log is published to Kafka cluster " + clusterId, e);
    }
  }
}
