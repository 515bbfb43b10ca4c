package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.Effect;
import dev.sprintcapacity.chaos.consumer.checker.EventMark;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.inbox.InboxTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The effects of the group, without any constraint that would hide a second one. Each call but
 * {@link #add} has a connection of its own.
 */
final class EffectTable {
  private static final String CREATE =
      """
      create table if not exists effect (
        place bigserial primary key,
        event_id uuid not null,
        topic text not null,
        sprint_id text not null,
        sequence bigint not null,
        member text not null,
        partition integer not null,
        started_nanos bigint not null,
        ended_nanos bigint not null
      )
      """;

  private static final String ADD =
      """
      insert into effect
        (event_id, topic, sprint_id, sequence, member, partition, started_nanos, ended_nanos)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ALL =
      """
      select place, event_id, topic, sprint_id, sequence, member, started_nanos, ended_nanos
      from effect
      order by place
      """;

  private static final String COUNT =
      """
      select count(*) as effects from effect
      """;

  private static final String LAST_PLACE =
      """
      select coalesce(max(place), 0) as place from effect
      """;

  private static final String MEMBERS_SINCE =
      """
      select distinct member from effect where place > ?
      """;

  private static final String PARTITIONS_SINCE =
      """
      select count(distinct (topic, partition)) as partitions
      from effect
      where place > ? and member <> ?
      """;

  private final String jdbcUrl;

  EffectTable(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Makes it, and the tables of the inbox. */
  void create() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(CREATE)) {
      statement.execute();
      InboxTables.createIfAbsent(connection);
    } catch (SQLException e) {
      throw new ChaosException("cannot make the tables", e);
    }
  }

  /** Adds an effect in the transaction of the connection. */
  static void add(Connection connection, HandlerContext context, String member, long startedNanos)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, context.id());
      statement.setString(2, context.topic());
      statement.setString(3, context.key());
      statement.setLong(4, context.sequence());
      statement.setString(5, member);
      statement.setInt(6, context.partition());
      statement.setLong(7, startedNanos);
      statement.setLong(8, System.nanoTime());
      int rows = statement.executeUpdate();
      if (rows != 1) {
        throw new ChaosException("an effect became %d rows".formatted(rows));
      }
    }
  }

  /** All effects. */
  List<Effect> all() {
    List<Effect> effects = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        effects.add(
            new Effect(
                row.getLong("place"),
                new EventMark(
                    row.getObject("event_id", UUID.class),
                    row.getString("topic"),
                    row.getString("sprint_id"),
                    row.getLong("sequence")),
                row.getString("member"),
                row.getLong("started_nanos"),
                row.getLong("ended_nanos")));
      }
      return effects;
    } catch (SQLException e) {
      throw new ChaosException("cannot read the effects", e);
    }
  }

  /** How many effects are committed. */
  long count() {
    return number(COUNT, "effects");
  }

  /** The number of the last insertion that is committed. */
  long lastPlace() {
    return number(LAST_PLACE, "place");
  }

  private long number(String sql, String column) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(column);
    } catch (SQLException e) {
      throw new ChaosException("cannot look at the effects", e);
    }
  }

  /** Processes that have applied effects behind a place. */
  Set<String> membersSince(long place) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(MEMBERS_SINCE)) {
      statement.setLong(1, place);
      Set<String> members = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          members.add(row.getString("member"));
        }
      }
      return members;
    } catch (SQLException e) {
      throw new ChaosException("cannot look at the effects", e);
    }
  }

  /** Partitions of which others than a process have applied effects behind a place. */
  int partitionsSince(long place, String exceptMember) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(PARTITIONS_SINCE)) {
      statement.setLong(1, place);
      statement.setString(2, exceptMember);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt("partitions");
      }
    } catch (SQLException e) {
      throw new ChaosException("cannot look at the effects", e);
    }
  }
}
