package dev.sprintcapacity.consumers.jira.mapping;

import dev.sprintcapacity.consumers.ConsumersException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table {@code sprint_mapping}. Each method is one statement and needs no transaction around it.
 * The sequence of a row is its inbox: an event that is not later than it changes nothing, however
 * often it comes. No state; thread-safe.
 */
public final class MappingStore {

  private static final String RECORD =
      """
      insert into sprint_mapping as known
        (sprint_id, desired_sequence, sprint_name, start_date, end_date, status)
      values (?, ?, ?, ?, ?, ?)
      on conflict (sprint_id) do update
        set desired_sequence = excluded.desired_sequence,
            sprint_name = coalesce(excluded.sprint_name, known.sprint_name),
            start_date = coalesce(excluded.start_date, known.start_date),
            end_date = coalesce(excluded.end_date, known.end_date),
            status = case excluded.status when 'planned' then known.status else excluded.status end
        where known.desired_sequence < excluded.desired_sequence
      """;

  private static final String FIND =
      """
      select sprint_id, desired_sequence, applied_sequence, sprint_name, start_date, end_date,
        status, jira_sprint_id, create_intended_at
      from sprint_mapping
      where sprint_id = ?
      """;

  private static final String AFTER =
      """
      select sprint_id, desired_sequence, applied_sequence, sprint_name, start_date, end_date,
        status, jira_sprint_id, create_intended_at
      from sprint_mapping
      where sprint_id > ?
      order by sprint_id
      limit ?
      """;

  private static final String INTEND =
      """
      update sprint_mapping
      set create_intended_at = ?
      where sprint_id = ? and jira_sprint_id is null
      """;

  private static final String WITHDRAW =
      """
      update sprint_mapping
      set create_intended_at = null
      where sprint_id = ? and jira_sprint_id is null
      """;

  private static final String LINK =
      """
      update sprint_mapping
      set jira_sprint_id = ?, create_intended_at = null
      where sprint_id = ? and jira_sprint_id is null
      """;

  private static final String APPLIED =
      """
      update sprint_mapping
      set applied_sequence = greatest(applied_sequence, ?)
      where sprint_id = ?
      """;

  /** Nothing to set. */
  public MappingStore() {
    // stateless
  }

  /**
   * Records what a sprint shall be, unless something later is recorded.
   *
   * @return false where it was too late
   * @throws SQLException where the database fails
   */
  public boolean record(Connection connection, DesiredSprint desired) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
      Optional<SprintPlan> plan = desired.plan();
      statement.setString(1, desired.sprintId());
      statement.setLong(2, desired.sequence());
      statement.setString(3, plan.map(SprintPlan::name).orElse(null));
      statement.setObject(4, plan.map(SprintPlan::start).orElse(null), Types.DATE);
      statement.setObject(5, plan.map(SprintPlan::end).orElse(null), Types.DATE);
      statement.setString(6, desired.status().columnValue());
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Reads one row.
   *
   * @throws SQLException where the database fails
   */
  public Optional<MappedSprint> find(Connection connection, String sprintId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sprintId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(mapped(row)) : Optional.empty();
      }
    }
  }

  /**
   * Reads some rows, in the order of their sprints' ids.
   *
   * @param sprintId the last one of the page before; empty to begin with
   * @param limit at most so many
   * @throws SQLException where the database fails
   */
  public List<MappedSprint> after(Connection connection, String sprintId, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AFTER)) {
      statement.setString(1, sprintId);
      statement.setInt(2, limit);
      List<MappedSprint> page = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          page.add(mapped(row));
        }
      }
      return page;
    }
  }

  /**
   * Records that a sprint is about to be made in Jira.
   *
   * @throws SQLException where the database fails
   */
  public void intend(Connection connection, String sprintId, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INTEND)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setString(2, sprintId);
      requireOne(statement.executeUpdate(), "intended to be made", sprintId);
    }
  }

  /**
   * Records that it surely was not made.
   *
   * @throws SQLException where the database fails
   */
  public void withdraw(Connection connection, String sprintId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
      statement.setString(1, sprintId);
      requireOne(statement.executeUpdate(), "not made", sprintId);
    }
  }

  /**
   * Records which sprint of Jira it is.
   *
   * @throws SQLException where the database fails
   */
  public void link(Connection connection, String sprintId, long jiraId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LINK)) {
      statement.setLong(1, jiraId);
      statement.setString(2, sprintId);
      requireOne(statement.executeUpdate(), "made as sprint " + jiraId, sprintId);
    }
  }

  /**
   * Records how far Jira was brought.
   *
   * @throws SQLException where the database fails
   */
  public void applied(Connection connection, DesiredSprint desired) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(APPLIED)) {
      statement.setLong(1, desired.sequence());
      statement.setString(2, desired.sprintId());
      requireOne(statement.executeUpdate(), "applied", desired.sprintId());
    }
  }

  private static void requireOne(int rows, String what, String sprintId) {
    if (rows != 1) {
      throw new ConsumersException(
          "%s could not be recorded as %s: %d rows of jira.sprint_mapping match"
              .formatted(sprintId, what, rows));
    }
  }

  private static MappedSprint mapped(ResultSet row) throws SQLException {
    String name = row.getString("sprint_name");
    LocalDate start = row.getObject("start_date", LocalDate.class);
    LocalDate end = row.getObject("end_date", LocalDate.class);
    Optional<SprintPlan> plan =
        name == null || start == null || end == null
            ? Optional.empty()
            : Optional.of(new SprintPlan(name, start, end));
    DesiredSprint desired =
        new DesiredSprint(
            row.getString("sprint_id"),
            row.getLong("desired_sequence"),
            plan,
            SprintStatus.fromColumn(row.getString("status")));
    return new MappedSprint(
        desired,
        row.getLong("applied_sequence"),
        Optional.ofNullable(row.getObject("jira_sprint_id", Long.class)),
        Optional.ofNullable(row.getObject("create_intended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
