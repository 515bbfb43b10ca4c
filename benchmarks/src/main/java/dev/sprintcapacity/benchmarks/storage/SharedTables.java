package dev.sprintcapacity.benchmarks.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The event table and the people, which every layout has alike. */
final class SharedTables {
  static final String DDL =
      """
      create table event (
        position bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        sprint_id text collate "C" not null,
        sequence bigint not null,
        event_id uuid not null,
        type text not null,
        topic text not null,
        occurred_at timestamptz not null,
        traceparent text,
        value bytea not null,
        unique (sprint_id, sequence));
      create index on event (xid);
      create table person (
        id text collate "C" primary key,
        name text not null,
        role text not null,
        email text,
        updated_at timestamptz not null);
      """;

  private SharedTables() {}

  static void bindEventsAndPeople(PreparedStatement statement, int position, TrialSprint sprint)
      throws SQLException {
    bindEvents(statement, position, sprint);
    statement.setObject(position + 4, sprint.team().memberIds);
    statement.setObject(position + 5, sprint.team().names);
    statement.setObject(position + 6, sprint.team().roles);
    statement.setObject(position + 7, sprint.team().emails);
  }

  private static void bindEvents(PreparedStatement statement, int position, TrialSprint sprint)
      throws SQLException {
    statement.setObject(position, sprint.eventSequences());
    statement.setObject(position + 1, sprint.eventIds());
    statement.setObject(position + 2, sprint.eventTypes());
    statement.setObject(position + 3, sprint.eventValues());
  }

  static void expectOne(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getInt(1) != 1) {
        throw new IllegalStateException("the statement wrote " + row.getInt(1) + " sprints, not 1");
      }
    }
  }
}
