package dev.sprintcapacity.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.json.JsonMapper;

/** One row with a document of the given column type; people beside it, written only on change. */
final class OneRowLayout implements Layout {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String TABLES =
      """
      create table sprint (
        id text collate "C" primary key,
        number text collate "C" not null unique,
        version bigint not null,
        last_sequence bigint not null,
        status text not null,
        start_date date not null,
        end_date date not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        document $type not null);
      create index on sprint (start_date, id);
      """;

  private static final String EVENTS_AND_PEOPLE =
      """
      , appended as (
        insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
        select w.id, e.sequence, e.event_id::uuid, e.type, 'sprint.lifecycle', now(), e.value
        from written w cross join unnest(?::bigint[], ?::text[], ?::text[], ?::bytea[])
          as e(sequence, event_id, type, value)
        order by e.sequence
      ), known as (
        insert into person (id, name, role, email, updated_at)
        select m.id, m.name, m.role, m.email, now()
        from written w cross join unnest(?::text[], ?::text[], ?::text[], ?::text[])
          as m(id, name, role, email)
        where not exists (select from person p where p.id = m.id
          and (p.name, p.role, p.email) is not distinct from (m.name, m.role, m.email))
        order by m.id
        on conflict (id) do update
        set name = excluded.name, role = excluded.role, email = excluded.email
      )
      select count(*) from written
      """;

  private static final String CREATE =
      """
      with written as (
        insert into sprint (id, number, version, last_sequence, status, start_date, end_date,
          created_at, updated_at, document)
        values (?, ?, 1, 2, 'planned', '2025-12-01', '2025-12-14', now(), now(), ?::$type)
        on conflict (number) do nothing returning id
      )
      """;

  private static final String LOCK =
      "select version, number, document from sprint where id = ? for update";

  private static final String REPLACE =
      """
      with written as (
        update sprint set version = version + 1, last_sequence = last_sequence + 2,
          updated_at = now(), document = ?::$type
        where id = ? returning id
      )
      """;

  private static final String READ = "select version, number, document from sprint where id = ?";

  private final String columnType;
  private final String create;
  private final String replace;

  OneRowLayout(String columnType) {
    this.columnType = columnType;
    this.create = typed(CREATE + EVENTS_AND_PEOPLE);
    this.replace = typed(REPLACE + EVENTS_AND_PEOPLE);
  }

  private String typed(String sql) {
    return sql.replace("$type", columnType);
  }

  @Override
  public String name() {
    return "one_row_" + columnType;
  }

  @Override
  public String tables() {
    return typed(TABLES) + SharedTables.DDL;
  }

  private void bindDocument(PreparedStatement statement, int position, TrialSprint sprint)
      throws SQLException {
    if (columnType.equals("bytea")) {
      statement.setBytes(position, sprint.document().getBytes(StandardCharsets.UTF_8));
    } else {
      statement.setString(position, sprint.document());
    }
  }

  private int members(ResultSet row) throws SQLException {
    return columnType.equals("bytea")
        ? JSON.readTree(row.getBytes(3)).path("team").size()
        : JSON.readTree(row.getString(3)).path("team").size();
  }

  @Override
  public void create(Connection connection, TrialSprint sprint) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(create)) {
      statement.setString(1, sprint.id());
      statement.setString(2, sprint.number());
      bindDocument(statement, 3, sprint);
      SharedTables.bindEventsAndPeople(statement, 4, sprint);
      SharedTables.expectOne(statement);
    }
  }

  @Override
  public void revise(Connection connection, TrialSprint sprint) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        PreparedStatement change = connection.prepareStatement(replace)) {
      lock.setString(1, sprint.id());
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        members(row);
      }
      bindDocument(change, 1, sprint);
      change.setString(2, sprint.id());
      SharedTables.bindEventsAndPeople(change, 3, sprint);
      SharedTables.expectOne(change);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public int read(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return members(row);
      }
    }
  }
}
