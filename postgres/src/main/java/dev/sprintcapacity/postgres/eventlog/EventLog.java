package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The event log in PostgreSQL.
 *
 * <p>Belongs to one session; for one thread at a time. Each method is one or a few single
 * statements outside any transaction; rows and snapshot come from the same statement, so that they
 * agree.
 */
public final class EventLog {

  /**
   * Everything not published yet, or, where it is more than the limits allow, only its size. What
   * the cursor's snapshot does not see are the transactions that were in progress and those from
   * xmax on: two ranges of the index on xid, however long ago the oldest of them began.
   */
  private static final String DIFFERENCE =
      """
      with found as materialized (
          select position, xid::text::bigint as xid, sprint_id, sequence, event_id, type, topic,
                 occurred_at, traceparent, value
          from event
          where xid = any (?)
          union all
          select position, xid::text::bigint as xid, sprint_id, sequence, event_id, type, topic,
                 occurred_at, traceparent, value
          from event
          where xid >= ?
          limit ?
      ), size as (
          select count(*) as event_count, coalesce(sum(octet_length(value)), 0) as value_bytes
          from found
      )
      select pg_current_snapshot()::text as snapshot,
             size.event_count <= ? and size.value_bytes <= ? as complete,
             position, xid, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent,
             value
      from size
      left join found on size.event_count <= ? and size.value_bytes <= ?
      order by position
      """;

  /**
   * The ends of a backlog. {@code offset 0} keeps the planner from walking the index on position
   * from the beginning of history to find the minimum.
   */
  private static final String BACKLOG =
      """
      select pg_current_snapshot()::text as snapshot,
             (select xid::text::bigint from event order by event.xid desc limit 1) as last_xid,
             least(
                 (select min(position)
                  from (select position from event where xid = any (?) offset 0) as unfinished),
                 (select min(position)
                  from (select position from event where xid >= ? offset 0) as later)
             ) as first_position
      """;

  /** The next events of a backlog; the first of them even where it is larger than the limit. */
  private static final String PAGE =
      """
      select position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value
      from (
          select position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent,
                 value, sum(octet_length(value)) over (order by position rows unbounded preceding)
                     - octet_length(value) as bytes_before
          from (
              select position, sprint_id, sequence, event_id, type, topic, occurred_at,
                     traceparent, value
              from event
              where position > ?
                and pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
                and not pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
              order by position
              limit ?
          ) as page
      ) as measured
      where bytes_before < ?
      order by position
      """;

  /**
   * What a backlog has overtaken. {@code offset 0} keeps the planner from walking the index on
   * position through all of history.
   */
  private static final String OVERTAKEN =
      """
      with found as materialized (
          select position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent,
                 value
          from (select position, sprint_id, sequence, event_id, type, topic, occurred_at,
                       traceparent, value
                from event where xid = any (?) offset 0) as unfinished
          where position <= ?
          union all
          select position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent,
                 value
          from (select position, sprint_id, sequence, event_id, type, topic, occurred_at,
                       traceparent, value
                from event where xid >= ? offset 0) as later
          where position <= ?
          limit ?
      ), size as (
          select count(*) as event_count, coalesce(sum(octet_length(value)), 0) as value_bytes
          from found
      )
      select pg_current_snapshot()::text as snapshot,
             size.event_count <= ? and size.value_bytes <= ? as complete,
             coalesce((select xid::text::bigint from event order by event.xid desc limit 1), 0)
                 as xid,
             position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value
      from size
      left join found on size.event_count <= ? and size.value_bytes <= ?
      order by position
      """;

  private static final String DIGEST =
      """
      select count(*) as event_count,
             encode(sha256(coalesce(string_agg(uuid_send(event_id), ''::bytea order by position),
                 ''::bytea)), 'hex') as digest
      from event
      where position between ? and ?
        and pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
        and not pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
      """;

  private static final String IDENTITY =
      """
      select identity.log_id,
             (select oid::bigint from pg_database where datname = current_database()) as database_oid,
             ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline,
             has_function_privilege('pg_control_system()', 'execute') as may_read_system
      from event_log_identity as identity
      """;

  private static final String SYSTEM_IDENTIFIER =
      """
      select system_identifier from pg_control_system()
      """;

  private static final String CURRENT_XMAX =
      """
      select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xmax
      """;

  private static final String LAST_POSITION =
      """
      select coalesce(max(position), 0) as last_position from event
      """;

  private final Connection session;
  private final LogReader reader = new LogReader(new Rows());

  EventLog(Connection session) {
    this.session = session;
  }

  /**
   * What is to be published after a cursor; see {@link LogReader}.
   *
   * @param cursor what was published, and how far
   * @param limits the most to read
   * @return the events, none where there is nothing new
   * @throws EventLogUnavailableException where the session failed
   * @throws BrokenEventLogException where the events are not what writers can have written
   */
  public EventBatch read(LogCursor cursor, ReadLimits limits) {
    return reader.read(cursor, limits);
  }

  /**
   * What is to be published first behind a cursor that another connection has left; see {@link
   * LogReader#resume}.
   *
   * @param cursor what was published, and how far
   * @param limits the most to read
   * @throws EventLogUnavailableException where the session failed
   * @throws BrokenEventLogException where the events are not what writers can have written
   */
  public EventBatch resume(LogCursor cursor, ReadLimits limits) {
    return reader.resume(cursor, limits);
  }

  /** What stands between a cursor and a snapshot; see {@link LogReader#upTo}. */
  public EventBatch upTo(LogCursor cursor, Snapshot end, ReadLimits limits) {
    return reader.upTo(cursor, end, limits);
  }

  /**
   * Whether the log still holds exactly the events of a batch. It does not after a restore from a
   * backup older than the batch.
   *
   * @param batch what was published
   * @throws EventLogUnavailableException where the session failed
   */
  public boolean holds(PublishedBatch batch) {
    try (PreparedStatement statement = session.prepareStatement(DIGEST)) {
      statement.setLong(1, batch.firstPosition());
      statement.setLong(2, batch.lastPosition());
      statement.setString(3, batch.until().text());
      statement.setString(4, batch.since().text());
      try (ResultSet row = single(statement)) {
        return row.getLong("event_count") == batch.eventCount()
            && row.getString("digest").equals(batch.digest());
      }
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot compare the event log with " + batch, e);
    }
  }

  /**
   * Which log this session reads.
   *
   * @throws EventLogUnavailableException where the session failed
   */
  public LogIdentity identity() {
    try (PreparedStatement statement = session.prepareStatement(IDENTITY);
        ResultSet row = single(statement)) {
      return new LogIdentity(
          row.getObject("log_id", UUID.class),
          row.getLong("database_oid"),
          row.getBoolean("may_read_system") ? systemIdentifier() : OptionalLong.empty(),
          row.getInt("timeline"));
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read the identity of the event log", e);
    }
  }

  /**
   * The first transaction id that has not ended, nor any above it.
   *
   * @throws EventLogUnavailableException where the session failed
   */
  public long currentXmax() {
    try (PreparedStatement statement = session.prepareStatement(CURRENT_XMAX);
        ResultSet row = single(statement)) {
      return row.getLong("xmax");
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read the current transaction id", e);
    }
  }

  /**
   * The highest position of all events that are committed, 0 where there are none.
   *
   * @throws EventLogUnavailableException where the session failed
   */
  public long lastPosition() {
    try (PreparedStatement statement = session.prepareStatement(LAST_POSITION);
        ResultSet row = single(statement)) {
      return row.getLong("last_position");
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read the end of the event log", e);
    }
  }

  private OptionalLong systemIdentifier() throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(SYSTEM_IDENTIFIER);
        ResultSet row = single(statement)) {
      return OptionalLong.of(row.getLong("system_identifier"));
    }
  }

  private static ResultSet single(PreparedStatement statement) throws SQLException {
    ResultSet rows = statement.executeQuery();
    if (!rows.next()) {
      rows.close();
      throw new SQLException("no row where one is certain: " + statement);
    }
    return rows;
  }

  private static String inProgressOf(Snapshot snapshot) {
    return snapshot.inProgress().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "{", "}"));
  }

  static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("position"),
        row.getString("sprint_id"),
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("topic"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"),
        row.getBytes("value"));
  }

  /** The statements that {@link LogReader} asks for. */
  private final class Rows implements LogRows {

    @Override
    public Difference difference(Snapshot published, ReadLimits limits) {
      try (PreparedStatement statement = session.prepareStatement(DIFFERENCE)) {
        statement.setObject(1, inProgressOf(published), Types.OTHER);
        statement.setObject(2, Long.toString(published.xmax()), Types.OTHER);
        bind(statement, 3, limits);
        return difference(statement);
      } catch (SQLException e) {
        throw new EventLogUnavailableException("cannot read the event log after " + published, e);
      }
    }

    @Override
    public Difference overtaken(LogCursor.Draining backlog, ReadLimits limits) {
      Snapshot until = backlog.until();
      try (PreparedStatement statement = session.prepareStatement(OVERTAKEN)) {
        statement.setObject(1, inProgressOf(until), Types.OTHER);
        statement.setLong(2, backlog.position());
        statement.setObject(3, Long.toString(until.xmax()), Types.OTHER);
        statement.setLong(4, backlog.position());
        bind(statement, 5, limits);
        return difference(statement);
      } catch (SQLException e) {
        throw new EventLogUnavailableException("cannot read what was overtaken by " + backlog, e);
      }
    }

    private static void bind(PreparedStatement statement, int first, ReadLimits limits)
        throws SQLException {
      statement.setLong(first, limits.events() + 1L);
      statement.setInt(first + 1, limits.events());
      statement.setInt(first + 2, limits.valueBytes());
      statement.setInt(first + 3, limits.events());
      statement.setInt(first + 4, limits.valueBytes());
    }

    private static Difference difference(PreparedStatement statement) throws SQLException {
      try (ResultSet rows = single(statement)) {
        return rows.getBoolean("complete") ? whole(rows) : new Difference.TooMuch();
      }
    }

    private static Difference whole(ResultSet rows) throws SQLException {
      List<StoredEvent> events = new ArrayList<>();
      long lastXid = rows.getLong("xid");
      Snapshot current = Snapshot.parse(rows.getString("snapshot"));
      rows.getLong("position");
      if (!rows.wasNull()) {
        do {
          events.add(event(rows));
          lastXid = Math.max(lastXid, rows.getLong("xid"));
        } while (rows.next());
      }
      return new Difference.Whole(current, events, lastXid);
    }

    @Override
    public Backlog backlog(Snapshot published) {
      try (PreparedStatement statement = session.prepareStatement(BACKLOG)) {
        statement.setObject(1, inProgressOf(published), Types.OTHER);
        statement.setObject(2, Long.toString(published.xmax()), Types.OTHER);
        try (ResultSet row = single(statement)) {
          return new Backlog(
              Snapshot.parse(row.getString("snapshot")),
              row.getLong("last_xid"),
              row.getLong("first_position"));
        }
      } catch (SQLException e) {
        throw new EventLogUnavailableException("cannot measure the backlog after " + published, e);
      }
    }

    @Override
    public List<StoredEvent> page(LogCursor.Draining backlog, ReadLimits limits) {
      List<StoredEvent> events = new ArrayList<>();
      try (PreparedStatement statement = session.prepareStatement(PAGE)) {
        statement.setLong(1, backlog.position());
        statement.setString(2, backlog.until().text());
        statement.setString(3, backlog.published().text());
        statement.setInt(4, limits.events());
        statement.setInt(5, limits.valueBytes());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            events.add(event(rows));
          }
        }
        return events;
      } catch (SQLException e) {
        throw new EventLogUnavailableException("cannot read the event log after " + backlog, e);
      }
    }
  }
}
