package dev.sprintcapacity.consumers.email.team;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.email.team.KnownSprint.Facts;
import dev.sprintcapacity.consumers.email.team.KnownSprint.Team;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code sprint} and {@code team_member}. Every method needs the transaction of the
 * event that is handled. Thread-safe.
 */
final class SprintStore {

  private static final String ADD =
      """
      insert into sprint (sprint_id) values (?) on conflict (sprint_id) do nothing
      """;

  private static final String LOCK =
      """
      select facts_sequence, sprint_name, sprint_number, team_members_count, start_date, end_date,
        working_days, confidence_percentage, team_sequence, deleted_sequence
      from sprint
      where sprint_id = ?
      for update
      """;

  private static final String MEMBERS =
      """
      select member_id, member_name, member_role, address
      from team_member
      where sprint_id = ?
      order by place
      """;

  private static final String UPDATE =
      """
      update sprint
      set facts_sequence = ?, sprint_name = ?, sprint_number = ?, team_members_count = ?,
        start_date = ?, end_date = ?, working_days = ?, confidence_percentage = ?,
        team_sequence = ?, deleted_sequence = ?
      where sprint_id = ?
      """;

  private static final String REMOVE_MEMBERS =
      """
      delete from team_member where sprint_id = ?
      """;

  private static final String ADD_MEMBER =
      """
      insert into team_member (sprint_id, place, member_id, member_name, member_role, address)
      values (?, ?, ?, ?, ?, ?)
      """;

  /** What is known of a sprint; until the transaction ends nobody else learns more of it. */
  KnownSprint lock(Connection connection, String sprintId) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setString(1, sprintId);
      add.executeUpdate();
    }
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, sprintId);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next()) {
          throw new ConsumersException(
              "Sprint %s is gone from table sprint: nothing removes it".formatted(sprintId));
        }
        return new KnownSprint(
            sprintId,
            facts(row, sprintId),
            team(connection, row, sprintId),
            row.getLong("deleted_sequence"));
      }
    }
  }

  /** Writes down what is known now; the team only where it is another one. */
  void save(Connection connection, KnownSprint before, KnownSprint after) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      Facts facts = after.facts().orElse(null);
      bind(update, facts);
      setLong(update, 9, after.team().map(Team::sequence).orElse(null));
      setLong(update, 10, after.isDeleted() ? after.deletedSequence() : null);
      update.setString(11, after.sprintId());
      if (update.executeUpdate() != 1) {
        throw new ConsumersException(
            "Sprint %s could not be updated: it is gone".formatted(after.sprintId()));
      }
    }
    if (!before.team().equals(after.team())) {
      replaceMembers(connection, after);
    }
  }

  private static void bind(PreparedStatement update, @Nullable Facts facts) throws SQLException {
    if (facts == null) {
      update.setNull(1, Types.BIGINT);
      update.setNull(2, Types.VARCHAR);
      update.setNull(3, Types.VARCHAR);
      update.setNull(4, Types.INTEGER);
      update.setNull(5, Types.DATE);
      update.setNull(6, Types.DATE);
      update.setNull(7, Types.INTEGER);
      update.setNull(8, Types.NUMERIC);
      return;
    }
    SprintFacts sprint = facts.sprint();
    update.setLong(1, facts.sequence());
    update.setString(2, sprint.sprintName());
    update.setString(3, sprint.sprintNumber());
    update.setInt(4, sprint.teamMembersCount());
    update.setObject(5, sprint.startDate());
    update.setObject(6, sprint.endDate());
    update.setInt(7, sprint.sprintDuration());
    update.setBigDecimal(8, sprint.confidencePercentage());
  }

  private static void setLong(PreparedStatement statement, int index, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }

  private static void replaceMembers(Connection connection, KnownSprint sprint)
      throws SQLException {
    try (PreparedStatement remove = connection.prepareStatement(REMOVE_MEMBERS)) {
      remove.setString(1, sprint.sprintId());
      remove.executeUpdate();
    }
    try (PreparedStatement add = connection.prepareStatement(ADD_MEMBER)) {
      int place = 0;
      for (TeamMember member : sprint.members()) {
        add.setString(1, sprint.sprintId());
        add.setInt(2, place++);
        add.setString(3, member.id());
        add.setString(4, member.name());
        add.setString(5, member.role());
        add.setString(6, member.email());
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  private static Optional<Facts> facts(ResultSet row, String sprintId) throws SQLException {
    long sequence = row.getLong("facts_sequence");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new Facts(
            sequence,
            new SprintFacts(
                sprintId,
                row.getString("sprint_name"),
                row.getString("sprint_number"),
                row.getInt("team_members_count"),
                row.getObject("start_date", LocalDate.class),
                row.getObject("end_date", LocalDate.class),
                row.getInt("working_days"),
                row.getBigDecimal("confidence_percentage"))));
  }

  private static Optional<Team> team(Connection connection, ResultSet sprint, String sprintId)
      throws SQLException {
    long sequence = sprint.getLong("team_sequence");
    if (sprint.wasNull()) {
      return Optional.empty();
    }
    List<TeamMember> members = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
      statement.setString(1, sprintId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          members.add(
              new TeamMember(
                  row.getString("member_id"),
                  row.getString("member_name"),
                  row.getString("member_role"),
                  row.getString("address")));
        }
      }
    }
    return Optional.of(new Team(sequence, members));
  }
}
