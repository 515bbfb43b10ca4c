package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Writes what events say. The tables end up the same in whatever order the events come, and however
 * often. For connections that search the schema {@code analytics}; no state, thread-safe.
 */
public final class AnalyticsStore {

  private static final String KEEP_EVENT =
      """
      insert into sprint_event
        (sprint_id, sequence, event_id, event_type, occurred_at, team_size, working_days,
         confidence_percentage)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (sprint_id, sequence) do nothing
      """;

  private static final String KEPT_ID =
      """
      select event_id from sprint_event where sprint_id = ? and sequence = ?
      """;

  private static final String KEEP_TIMES =
      """
      insert into sprint as known
        (sprint_id, first_sequence, created_at, last_sequence, updated_at)
      values (?, ?, ?, ?, ?)
      on conflict (sprint_id) do update set
        first_sequence = least(known.first_sequence, excluded.first_sequence),
        created_at = case when excluded.first_sequence < known.first_sequence
          then excluded.created_at else known.created_at end,
        last_sequence = greatest(known.last_sequence, excluded.last_sequence),
        updated_at = case when excluded.last_sequence > known.last_sequence
          then excluded.updated_at else known.updated_at end
      """;

  private static final String KEEP_PLAN =
      """
      update sprint
      set plan_sequence = ?, sprint_name = ?, sprint_number = ?, start_date = ?, end_date = ?,
          working_days = ?, confidence_percentage = ?
      where sprint_id = ? and plan_sequence < ?
      """;

  private static final String KEEP_TEAM =
      """
      update sprint set team_sequence = ?, team_size = ? where sprint_id = ? and team_sequence < ?
      """;

  private static final String KEEP_STATE =
      """
      update sprint set state_sequence = ?, state = ? where sprint_id = ? and state_sequence < ?
      """;

  /** Nothing to set. */
  public AnalyticsStore() {
    // stateless
  }

  /**
   * Keeps what an event says, in the transaction of the connection. Does nothing where that was
   * done before.
   *
   * @param connection in a transaction
   * @throws PermanentHandlerException where another event has the sequence of this one
   * @throws SQLException where the database fails; roll back then
   */
  public void keep(Connection connection, Event event) throws SQLException {
    EventFigures figures = EventFigures.of(event.data());
    if (!keepEvent(connection, event, figures)) {
      requireSame(connection, event);
      return;
    }
    keepTimes(connection, event);
    SprintFacts plan = figures.plan();
    if (plan != null) {
      keepPlan(connection, event.sequence(), plan);
    }
    Integer teamSize = figures.teamSize();
    if (teamSize != null) {
      keepTeam(connection, event, teamSize);
    }
    SprintState state = figures.state();
    if (state != null) {
      keepState(connection, event, state);
    }
  }

  /** False where the sprint has an event of this sequence. */
  private static boolean keepEvent(Connection connection, Event event, EventFigures figures)
      throws SQLException {
    SprintFacts plan = figures.plan();
    try (PreparedStatement statement = connection.prepareStatement(KEEP_EVENT)) {
      statement.setString(1, event.data().sprintId());
      statement.setLong(2, event.sequence());
      statement.setObject(3, event.id());
      statement.setString(4, event.data().type().wireName());
      statement.setObject(5, event.time().atOffset(ZoneOffset.UTC));
      statement.setObject(6, figures.teamSize(), Types.INTEGER);
      statement.setObject(7, plan == null ? null : plan.sprintDuration(), Types.INTEGER);
      statement.setBigDecimal(8, plan == null ? null : plan.confidencePercentage());
      return statement.executeUpdate() == 1;
    }
  }

  private static void requireSame(Connection connection, Event event) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEPT_ID)) {
      statement.setString(1, event.data().sprintId());
      statement.setLong(2, event.sequence());
      try (ResultSet row = statement.executeQuery()) {
        UUID kept = row.next() ? row.getObject("event_id", UUID.class) : null;
        if (!event.id().equals(kept)) {
          throw new PermanentHandlerException(
              "sprint %s has event %s at sequence %d, and now comes %s: find out who publishes beside the service, then rebuild analytics"
                  .formatted(event.data().sprintId(), kept, event.sequence(), event.id()));
        }
      }
    }
  }

  private static void keepTimes(Connection connection, Event event) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_TIMES)) {
      statement.setString(1, event.data().sprintId());
      statement.setLong(2, event.sequence());
      statement.setObject(3, event.time().atOffset(ZoneOffset.UTC));
      statement.setLong(4, event.sequence());
      statement.setObject(5, event.time().atOffset(ZoneOffset.UTC));
      if (statement.executeUpdate() != 1) {
        throw new AnalyticsException("no row was written for sprint " + event.data().sprintId());
      }
    }
  }

  /** Changes no row where a later event was faster; so do the two below. */
  private static void keepPlan(Connection connection, long sequence, SprintFacts plan)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_PLAN)) {
      statement.setLong(1, sequence);
      statement.setString(2, plan.sprintName());
      statement.setString(3, plan.sprintNumber());
      statement.setObject(4, plan.startDate());
      statement.setObject(5, plan.endDate());
      statement.setInt(6, plan.sprintDuration());
      statement.setBigDecimal(7, plan.confidencePercentage());
      statement.setString(8, plan.sprintId());
      statement.setLong(9, sequence);
      requireAtMostOne(statement.executeUpdate(), plan.sprintId());
    }
  }

  private static void keepTeam(Connection connection, Event event, int teamSize)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_TEAM)) {
      statement.setLong(1, event.sequence());
      statement.setInt(2, teamSize);
      statement.setString(3, event.data().sprintId());
      statement.setLong(4, event.sequence());
      requireAtMostOne(statement.executeUpdate(), event.data().sprintId());
    }
  }

  private static void keepState(Connection connection, Event event, SprintState state)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_STATE)) {
      statement.setLong(1, event.sequence());
      statement.setString(2, state.label());
      statement.setString(3, event.data().sprintId());
      statement.setLong(4, event.sequence());
      requireAtMostOne(statement.executeUpdate(), event.data().sprintId());
    }
  }

  private static void requireAtMostOne(int rows, String sprintId) {
    if (rows > 1) {
      throw new AnalyticsException("%d rows were changed for sprint %s".formatted(rows, sprintId));
    }
  }
}
