package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitActive;
import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump of the database on another server: same log id, same rows with their transaction ids, even
 * the same database oid. What is written there under ids that the cursor takes for published would
 * be lost.
 */
class CopiedDatabaseTest {

  private static final String COPY_ROW =
      """
      insert into event (xid, position, sequence, occurred_at, event_id, sprint_id, type, topic, value)
      overriding system value
      values (?::text::xid8, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String READ_ROWS =
      """
      select xid::text as xid, position, sequence, occurred_at, event_id, sprint_id, type, topic, value
      from event
      """;

  @RegisterExtension final RelayServers servers = new RelayServers();
  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  @Test
  void a_copy_on_another_server_is_refused_although_nothing_else_tells_it_apart()
      throws SQLException {
    publishOne();
    LogDatabase original = servers.database();
    long cursorXmax = servers.cursor().cursor().xmax();
    try (EmbeddedPostgres other = new EmbeddedPostgres(folder, 0)) {
      other.start();
      copyTo(other, original, cursorXmax);
      Relay relay = servers.relay();
      relay.start();

      assertThat(awaitRefusal(relay)).contains("belongs to another database");
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("ERROR") && line.contains("another database"));
      servers.reader().awaitExactly(1);
      relay.close(RelayServers.CLOSE_LIMIT);
    }
  }

  @Test
  void where_the_database_system_cannot_be_told_it_refuses_a_cursor_that_names_one()
      throws SQLException {
    publishOne();
    servers.writer().append("a").commit();
    Relay relay = servers.relay(servers.settingsOf(servers.roleWithoutSystem()), RelayProbe.NONE);
    relay.start();

    assertThat(awaitRefusal(relay)).contains("grant execute on function pg_control_system()");
    servers.execute("grant execute on function pg_control_system() to public");
    servers.reader().awaitExactly(2);
  }

  @Test
  void where_the_database_system_cannot_be_told_the_first_publication_is_an_alarm()
      throws SQLException {
    servers.writer().append("a").commit();
    Relay relay = servers.relay(servers.settingsOf(servers.roleWithoutSystem()), RelayProbe.NONE);
    relay.start();

    assertThat(awaitActive(relay))
        .anyMatch(alarm -> alarm.contains("grant execute on function pg_control_system()"));
    servers.reader().awaitExactly(1);
    servers.execute("grant execute on function pg_control_system() to public");
  }

  private void publishOne() throws SQLException {
    Relay relay = servers.relay();
    relay.start();
    servers.writer().append("a").commit();
    servers.reader().await(1);
    relay.close(RelayServers.CLOSE_LIMIT);
  }

  /** As {@code pg_dump} and a restore do; then as many transactions as it takes. */
  private void copyTo(EmbeddedPostgres other, LogDatabase original, long untilXid)
      throws SQLException {
    LogIdentity identity;
    try (LogSession session = new LogSession(original)) {
      session.open();
      identity = session.log().identity();
    }
    try (Connection from = servers.connect()) {
      servers.useCopy(other, identity.databaseOid());
      servers.execute("update event_log_identity set log_id = '%s'".formatted(identity.logId()));
      try (Connection to = servers.connect();
          PreparedStatement read = from.prepareStatement(READ_ROWS);
          ResultSet row = read.executeQuery();
          PreparedStatement write = to.prepareStatement(COPY_ROW)) {
        while (row.next()) {
          write.setString(1, row.getString("xid"));
          write.setLong(2, row.getLong("position"));
          write.setLong(3, row.getLong("sequence"));
          write.setObject(4, row.getObject("occurred_at", OffsetDateTime.class));
          write.setObject(5, row.getObject("event_id", UUID.class));
          write.setString(6, row.getString("sprint_id"));
          write.setString(7, row.getString("type"));
          write.setString(8, row.getString("topic"));
          write.setBytes(9, row.getBytes("value"));
          write.executeUpdate();
        }
      }
    }
    try (Connection busy = servers.connect();
        PreparedStatement next =
            busy.prepareStatement("select pg_current_xact_id()::text::bigint as xid")) {
      long xid = 0;
      while (xid <= untilXid) {
        try (ResultSet row = next.executeQuery()) {
          row.next();
          xid = row.getLong("xid");
        }
      }
    }
  }
}
