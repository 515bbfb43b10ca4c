package dev.sprintcapacity.postgres;

import static dev.sprintcapacity.postgres.DatabaseSettings.ENCODING;
import static dev.sprintcapacity.postgres.DatabaseSettings.FSYNC;
import static dev.sprintcapacity.postgres.DatabaseSettings.FULL_PAGE_WRITES;
import static dev.sprintcapacity.postgres.DatabaseSettings.ISOLATION;
import static dev.sprintcapacity.postgres.DatabaseSettings.READ_ONLY;
import static dev.sprintcapacity.postgres.DatabaseSettings.SYNCHRONOUS_COMMIT;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks a database, as the role that will write to it, whether it keeps the promises that
 * publication rests on. Thread-safe.
 */
public final class DatabaseCheck {

  private static final int VERSION_NUMBER_PER_MAJOR = 10_000;

  private static final String SETTINGS =
      """
      select current_user as role,
             current_setting('server_version') as server_version,
             current_setting('server_version_num')::int as server_version_number,
             current_setting('synchronous_commit') as synchronous_commit,
             current_setting('fsync') as fsync,
             current_setting('full_page_writes') as full_page_writes,
             current_setting('default_transaction_isolation') as isolation,
             current_setting('server_encoding') as encoding,
             current_setting('default_transaction_read_only') as read_only,
             pg_is_in_recovery() as stand_by
      """;

  private final JdbcClient jdbc;

  public DatabaseCheck(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The verdict on the database, with every reason at once. One query; needs no transaction.
   *
   * @throws PostgresException if the database cannot be asked
   */
  public DatabaseVerdict verdict() {
    return PostgresFailures.translating(
        "check the settings of the database",
        () -> jdbc.sql(SETTINGS).query((row, _) -> settings(row).verdict()).single());
  }

  private static DatabaseSettings settings(ResultSet row) throws SQLException {
    return new DatabaseSettings(
        row.getString("role"),
        row.getString("server_version"),
        row.getInt("server_version_number") / VERSION_NUMBER_PER_MAJOR,
        Map.of(
            SYNCHRONOUS_COMMIT, row.getString("synchronous_commit"),
            ISOLATION, row.getString("isolation"),
            ENCODING, row.getString("encoding"),
            READ_ONLY, row.getString("read_only"),
            FSYNC, row.getString("fsync"),
            FULL_PAGE_WRITES, row.getString("full_page_writes")),
        row.getBoolean("stand_by"));
  }
}
