package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dedicated session with the log: reads it and, where it belongs to a relay, holds the
 * leadership as long as it lives. Not from a pool, and not through a pooler that shares sessions.
 * Used by one thread at a time.
 */
public final class LogSession implements AutoCloseable {

  /**
   * After this time without a statement the server ends the session and so frees the leadership of
   * a process that is frozen or cut off. A leader speaks several times a second.
   */
  public static final Duration IDLE_LIMIT = Duration.ofSeconds(3);

  /**
   * No plan may ever depend on statistics that are late: with an index on each of the two columns
   * asked for, forbidding the other ways leaves one. jit and parallel workers only cost here.
   */
  private static final String SETTINGS =
      """
      set default_transaction_isolation = 'read committed';
      set default_transaction_read_only = on;
      set plan_cache_mode = force_generic_plan;
      set enable_seqscan = off;
      set enable_bitmapscan = off;
      set jit = off;
      set max_parallel_workers_per_gather = 0;
      set work_mem = '32MB';
      set statement_timeout = '25s'
      """;

  private static final String NAME_AND_IDLE_LIMIT =
      """
      select set_config('application_name', ?, false) as application_name,
             set_config('idle_session_timeout', ?, false) as idle_limit
      """;

  private static final String TRY_LEAD =
      """
      select pg_try_advisory_lock(?, ?) as leads
      """;

  private static final String PING =
      """
      select 1 as alive
      """;

  /** First half of the lock's key: "SpCa"; keeps clear of other users of advisory locks. */
  private static final int LOCK_SPACE = 0x53704361;

  /** What operators see of a relay's session in pg_stat_activity. */
  private static final String RELAY = "sprintcap-relay";

  private final LogDatabase database;
  private final String applicationName;
  private @Nullable Connection connection;

  /**
   * The session of a relay, not opened yet.
   *
   * @param database where to connect
   */
  public LogSession(LogDatabase database) {
    this(database, RELAY);
  }

  /**
   * A session, not opened yet.
   *
   * @param database where to connect
   * @param applicationName what operators see of it in pg_stat_activity
   */
  public LogSession(LogDatabase database, String applicationName) {
    this.database = Objects.requireNonNull(database, "database");
    this.applicationName = Objects.requireNonNull(applicationName, "applicationName");
  }

  /**
   * Connects.
   *
   * @throws EventLogUnavailableException where the database cannot be reached
   */
  public void open() {
    close();
    try {
      Connection opened = database.connect();
      connection = opened;
      try (Statement settings = opened.createStatement();
          PreparedStatement own = opened.prepareStatement(NAME_AND_IDLE_LIMIT)) {
        settings.execute(SETTINGS);
        own.setString(1, applicationName);
        own.setString(2, IDLE_LIMIT.toMillis() + "ms");
        own.execute();
      }
    } catch (SQLException e) {
      close();
      throw new EventLogUnavailableException("cannot connect to the database of the event log", e);
    }
  }

  /** Whether {@link #open} succeeded and {@link #close} was not called since. */
  public boolean isOpen() {
    return connection != null;
  }

  /**
   * Tries to become the one session that leads; at most once per session with success.
   *
   * @param name what is led
   * @return whether this session leads now
   * @throws EventLogUnavailableException where the session failed
   */
  public boolean tryLead(String name) {
    try (PreparedStatement statement = connection().prepareStatement(TRY_LEAD)) {
      statement.setInt(1, LOCK_SPACE);
      statement.setInt(2, name.hashCode());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean("leads");
      }
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot ask for the leadership of " + name, e);
    }
  }

  /**
   * Tells the server that this process is alive.
   *
   * @throws EventLogUnavailableException where the session, and the leadership with it, is gone
   */
  public void ping() {
    try (PreparedStatement statement = connection().prepareStatement(PING);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("no row where one is certain");
      }
    } catch (SQLException e) {
      throw new EventLogUnavailableException("the session of the relay is gone", e);
    }
  }

  /** The log as this session sees it. */
  public EventLog log() {
    return new EventLog(connection());
  }

  /** Where the log ends, as this session sees it. */
  public LogEnd end() {
    return new LogEnd(connection());
  }

  /** What protects the log, as this session sees it. */
  public LogGuards guards() {
    return new LogGuards(connection());
  }

  /** The log beside what was published of it. */
  public LogComparison comparison() {
    return new LogComparison(connection());
  }

  /** Where the log was published to. */
  public Publications publications() {
    return new Publications(connection());
  }

  /** Ends the session and its leadership; never throws, may be called again. */
  @Override
  public void close() {
    Connection closing = connection;
    connection = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (SQLException _) {
        // the session is of no more use either way; the server drops it with the socket
      }
    }
  }

  Connection connection() {
    Connection current = connection;
    if (current == null) {
      throw new EventLogUnavailableException(
          "the session of the relay is closed", new SQLException("connection is closed"));
    }
    return current;
  }
}
