package dev.sprintcapacity.postgres.eventlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Compares events found in the topics with the rows they were published from. Belongs to one
 * session and is used by one thread at a time.
 */
public final class LogComparison {

  /**
   * One look into the index on sprint and sequence for each event, two where the row is missing;
   * {@code limit 1} holds the planner to that.
   */
  private static final String COMPARE =
      """
      select case
                 when stored.event_id is null
                      and not exists (select from event as any_event
                                      where any_event.sprint_id = seen.sprint_id)
                     then 'UNKNOWN_SPRINT'
                 when stored.event_id is null then 'MISSING'
                 when stored.event_id <> seen.event_id then 'OTHER_EVENT'
                 when stored.topic <> seen.topic
                      or encode(sha256(stored.value), 'hex') <> seen.value_digest
                     then 'ALTERED'
                 when pg_visible_in_snapshot(stored.xid, (select ?::pg_snapshot))
                      or stored.position <= ?
                         and pg_visible_in_snapshot(stored.xid, (select ?::pg_snapshot))
                     then 'SAME'
                 else 'BEYOND_CURSOR'
             end as match
      from unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[]) with ordinality
               as seen (sprint_id, sequence, event_id, topic, value_digest, place)
      left join lateral (
          select event_id, topic, value, xid, position
          from event
          where event.sprint_id = seen.sprint_id and event.sequence = seen.sequence
          limit 1
      ) as stored on true
      order by seen.place
      """;

  /** Backwards on the index on position from the last event that was published. */
  private static final String LAST_PUBLISHED =
      """
      select sprint_id, sequence, event_id, topic
      from event
      where position <= ?
        and (pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
             or position <= ? and pg_visible_in_snapshot(xid, (select ?::pg_snapshot)))
      order by position desc
      limit ?
      """;

  /** Of events that are only looked for: values may be large. */
  private static final String NO_DIGEST = "";

  private final Connection session;

  LogComparison(Connection session) {
    this.session = session;
  }

  /**
   * What the log says of each event, in the same order. One statement.
   *
   * @param events from the topics; the caller bounds their number
   * @param cursor what counts as published
   * @throws EventLogUnavailableException where the session failed
   */
  public List<ComparedEvent> compare(List<PublishedEvent> events, LogCursor cursor) {
    try (PreparedStatement statement = session.prepareStatement(COMPARE)) {
      bind(statement, 1, cursor);
      bind(statement, events);
      List<ComparedEvent> compared = new ArrayList<>(events.size());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          compared.add(
              new ComparedEvent(
                  events.get(compared.size()),
                  ComparedEvent.Match.valueOf(rows.getString("match"))));
        }
      }
      return compared;
    } catch (SQLException e) {
      throw new EventLogUnavailableException(
          "cannot compare the event log with %d events of the topics".formatted(events.size()), e);
    }
  }

  /**
   * What of the log should be in the topics, newest first and without digests.
   *
   * @param cursor what counts as published
   * @param lastPosition no published event has a higher position
   * @param limit the most to read
   * @throws EventLogUnavailableException where the session failed
   */
  public List<PublishedEvent> lastPublished(LogCursor cursor, long lastPosition, int limit) {
    try (PreparedStatement statement = session.prepareStatement(LAST_PUBLISHED)) {
      statement.setLong(1, lastPosition);
      bind(statement, 2, cursor);
      statement.setInt(5, limit);
      List<PublishedEvent> last = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          last.add(
              new PublishedEvent(
                  row.getString("sprint_id"),
                  row.getLong("sequence"),
                  row.getObject("event_id", UUID.class),
                  row.getString("topic"),
                  NO_DIGEST));
        }
      }
      return last;
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read the last published events", e);
    }
  }

  private static void bind(PreparedStatement statement, int first, LogCursor cursor)
      throws SQLException {
    switch (cursor) {
      case LogCursor.CaughtUp(Snapshot published) -> {
        statement.setString(first, published.text());
        statement.setLong(first + 1, 0);
        statement.setString(first + 2, published.text());
      }
      case LogCursor.Draining(Snapshot published, Snapshot until, long position) -> {
        statement.setString(first, published.text());
        statement.setLong(first + 1, position);
        statement.setString(first + 2, until.text());
      }
    }
  }

  private void bind(PreparedStatement statement, List<PublishedEvent> events) throws SQLException {
    statement.setArray(4, array("text", events.stream().map(PublishedEvent::sprintId).toArray()));
    statement.setArray(5, array("bigint", events.stream().map(PublishedEvent::sequence).toArray()));
    statement.setArray(6, array("uuid", events.stream().map(PublishedEvent::id).toArray()));
    statement.setArray(7, array("text", events.stream().map(PublishedEvent::topic).toArray()));
    statement.setArray(
        8, array("text", events.stream().map(PublishedEvent::valueDigest).toArray()));
  }

  private Array array(String type, Object[] elements) throws SQLException {
    return session.createArrayOf(type, elements);
  }
}
