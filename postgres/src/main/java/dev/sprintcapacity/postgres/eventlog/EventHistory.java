package dev.sprintcapacity.postgres.eventlog;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The event log as an audit trail: what happened to one sprint, and how much there is. Says nothing
 * of what is published; that is the relay's to know. Thread-safe; needs no transaction.
 */
public final class EventHistory {

  /** Most events of one page: with values of some kilobytes it stays far below the heap. */
  public static final int MOST_EVENTS_PER_PAGE = 1_000;

  private static final String TRAIL =
      """
      select position, sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value
      from event
      where sprint_id = :sprint_id and sequence > :after_sequence
      order by sequence
      limit :limit
      """;

  private static final String LAST_SEQUENCE =
      """
      select coalesce(max(sequence), 0) as last_sequence from event where sprint_id = :sprint_id
      """;

  private static final String COUNT =
      """
      select count(*) as events from event
      """;

  private final JdbcClient jdbc;

  public EventHistory(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Events of a sprint in the order in which they happened; also those of a sprint that was
   * deleted.
   *
   * @param afterSequence 0 for the first page, then the last sequence of the page before
   * @param limit from 1 to {@value #MOST_EVENTS_PER_PAGE}
   * @throws PostgresException if the limit is out of range or the database fails
   */
  public List<StoredEvent> ofSprint(String sprintId, long afterSequence, int limit) {
    if (limit < 1 || limit > MOST_EVENTS_PER_PAGE) {
      throw new PostgresException(
          "A page of events must have from 1 to %d, but %d were asked for: check the limit first"
              .formatted(MOST_EVENTS_PER_PAGE, limit));
    }
    return PostgresFailures.translating(
        "read the events of sprint " + sprintId,
        () ->
            jdbc.sql(TRAIL)
                .param("sprint_id", sprintId)
                .param("after_sequence", afterSequence)
                .param("limit", limit)
                .query((row, _) -> EventLog.event(row))
                .list());
  }

  /**
   * The sequence of a sprint's last event, 0 where it has none.
   *
   * @throws PostgresException if the database fails
   */
  public long lastSequence(String sprintId) {
    return PostgresFailures.translating(
        "read the last sequence of sprint " + sprintId,
        () -> jdbc.sql(LAST_SEQUENCE).param("sprint_id", sprintId).query(Long.class).single());
  }

  /**
   * Number of all events. Reads the whole index: for reports, not for requests.
   *
   * @throws PostgresException if the database fails
   */
  public long count() {
    return PostgresFailures.translating(
        "count the events", () -> jdbc.sql(COUNT).query(Long.class).single());
  }
}
