package dev.sprintcapacity.consumers.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What can be asked of analytics; each answer is one statement and at most {@value #MAX_LIMIT} rows
 * long. Reads the schema {@code analytics} by name, so any connection to its database will do.
 * Thread-safe as far as the data source is.
 */
public final class AnalyticsQueries {

  /** Longest page. */
  public static final int MAX_LIMIT = 1_000;

  private static final String SPRINTS =
      """
      select sprint_id, sprint_name, sprint_number, state, start_date, end_date, working_days,
             confidence_percentage, team_size, capacity_days, created_at, updated_at
      from analytics.sprint_figures
      where (start_date, sprint_id) > (?, ?)
        and start_date >= ?
        and end_date <= ?
        and (state <> 'deleted' or ?)
      order by start_date, sprint_id
      limit ?
      """;

  private static final String SPRINT =
      """
      select sprint_id, sprint_name, sprint_number, state, start_date, end_date, working_days,
             confidence_percentage, team_size, capacity_days, created_at, updated_at
      from analytics.sprint_figures
      where sprint_id = ?
      """;

  private static final String HISTORY =
      """
      select sequence, occurred_at, event_type, team_size, working_days, confidence_percentage,
             capacity_days
      from analytics.sprint_history
      where sprint_id = ? and sequence > ?
      order by sequence
      limit ?
      """;

  /** Of a statement that names a schema or a table which is not there. */
  private static final Set<String> MISSING = Set.of("3F000", "42P01");

  private final DataSource dataSource;

  /** Queries over this database; connects at the first one. */
  public AnalyticsQueries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Sprints behind a cursor, earliest start first.
   *
   * @param limit 1 to {@value #MAX_LIMIT} sprints
   * @throws AnalyticsNotReadyException where the consumer never ran against this database
   * @throws SQLException where the database fails
   */
  public FiguresPage sprints(FiguresFilter filter, FiguresCursor after, int limit)
      throws SQLException {
    requireLimit(limit);
    List<SprintFigures> found =
        read(
            SPRINTS,
            statement -> {
              statement.setObject(1, after.startDate());
              statement.setString(2, after.sprintId());
              statement.setObject(3, filter.from() == null ? LocalDate.MIN : filter.from());
              statement.setObject(4, filter.to() == null ? LocalDate.MAX : filter.to());
              statement.setBoolean(5, filter.includeDeleted());
              statement.setInt(6, limit + 1);
            },
            AnalyticsQueries::figures);
    if (found.size() <= limit) {
      return new FiguresPage(found, null);
    }
    SprintFigures last = found.get(limit - 1);
    return new FiguresPage(
        found.subList(0, limit), new FiguresCursor(last.startDate(), last.sprintId()));
  }

  /**
   * One sprint, deleted or not.
   *
   * @return empty where no event of it has come that tells its plan
   * @throws AnalyticsNotReadyException where the consumer never ran against this database
   * @throws SQLException where the database fails
   */
  public Optional<SprintFigures> sprint(String sprintId) throws SQLException {
    return read(SPRINT, statement -> statement.setString(1, sprintId), AnalyticsQueries::figures)
        .stream()
        .findFirst();
  }

  /**
   * The history of a sprint behind a sequence, in order.
   *
   * @param after the last sequence that was seen; 0 to begin
   * @param limit 1 to {@value #MAX_LIMIT} points
   * @return no points where the sprint is not known
   * @throws AnalyticsNotReadyException where the consumer never ran against this database
   * @throws SQLException where the database fails
   */
  public HistoryPage history(String sprintId, long after, int limit) throws SQLException {
    requireLimit(limit);
    List<HistoryPoint> found =
        read(
            HISTORY,
            statement -> {
              statement.setString(1, sprintId);
              statement.setLong(2, after);
              statement.setInt(3, limit + 1);
            },
            AnalyticsQueries::point);
    return found.size() <= limit
        ? new HistoryPage(found, OptionalLong.empty())
        : new HistoryPage(
            found.subList(0, limit), OptionalLong.of(found.get(limit - 1).sequence()));
  }

  private <T> List<T> read(String sql, Binding binding, Row<T> row) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
      return found;
    } catch (SQLException failure) {
      if (MISSING.contains(String.valueOf(failure.getSQLState()))) {
        throw new AnalyticsNotReadyException(failure);
      }
      throw failure;
    }
  }

  private static SprintFigures figures(ResultSet row) throws SQLException {
    return new SprintFigures(
        row.getString("sprint_id"),
        row.getString("sprint_name"),
        row.getString("sprint_number"),
        SprintState.ofLabel(row.getString("state")),
        row.getObject("start_date", LocalDate.class),
        row.getObject("end_date", LocalDate.class),
        row.getInt("working_days"),
        row.getBigDecimal("confidence_percentage"),
        row.getInt("team_size"),
        row.getBigDecimal("capacity_days"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static HistoryPoint point(ResultSet row) throws SQLException {
    return new HistoryPoint(
        instant(row, "occurred_at"),
        row.getLong("sequence"),
        row.getString("event_type"),
        row.getInt("team_size"),
        row.getInt("working_days"),
        row.getBigDecimal("confidence_percentage"),
        row.getBigDecimal("capacity_days"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new AnalyticsException(
          "a page has 1 to %d rows, but asked are %d".formatted(MAX_LIMIT, limit));
    }
  }

  /** Sets the parameters of a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads one row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
