package dev.sprintcapacity.benchmarks.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sprint, member, vacation, holiday and person as tables of their own, at their best: one statement
 * per write here too, and one round trip per read.
 */
final class FiveTablesLayout implements Layout {
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
        confidence_percentage numeric(5, 2) not null,
        created_at timestamptz not null,
        updated_at timestamptz not null);
      create index on sprint (start_date, id);
      create table member (
        sprint_id text collate "C" not null references sprint (id) on delete cascade,
        member_id text collate "C" not null,
        place integer not null,
        role text not null,
        confidence_percentage numeric(5, 2),
        primary key (sprint_id, member_id));
      create table vacation (
        sprint_id text collate "C" not null,
        id text collate "C" not null,
        member_id text collate "C" not null,
        first_date date not null,
        last_date date not null,
        reason text,
        primary key (sprint_id, id),
        foreign key (sprint_id, member_id) references member (sprint_id, member_id)
          on delete cascade);
      create table holiday (
        sprint_id text collate "C" not null references sprint (id) on delete cascade,
        id text collate "C" not null,
        holiday_date date not null,
        name text not null,
        description text,
        primary key (sprint_id, id));
      """;

  private static final String CREATE =
      """
      with written as (
        insert into sprint (id, number, version, last_sequence, status, start_date, end_date,
          confidence_percentage, created_at, updated_at)
        values (?, ?, 1, 2, 'planned', '2025-12-01', '2025-12-14', 90, now(), now())
        on conflict (number) do nothing returning id
      )
      """;

  private static final String LOCK =
      """
      select s.version, s.number, s.confidence_percentage from sprint s where s.id = ? for update
      """;

  private static final String REPLACE =
      """
      with written as (
        update sprint set version = version + 1, last_sequence = last_sequence + 2,
          updated_at = now()
        where id = ? returning id
      )
      """;

  /** The children are written with upserts, so that a create and an update are the same text. */
  private static final String REST =
      """
      , appended as (
        insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
        select w.id, e.sequence, e.event_id::uuid, e.type, 'sprint.lifecycle', now(), e.value
        from written w cross join unnest(?::bigint[], ?::text[], ?::text[], ?::bytea[])
          as e(sequence, event_id, type, value)
        order by e.sequence
      ), team as (
        select w.id as sprint_id, m.id, m.name, m.role, m.email, m.vacation_id, m.reason, m.place
        from written w cross join unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[]) with ordinality as m(id, name, role, email, vacation_id, reason, place)
      ), members as (
        insert into member (sprint_id, member_id, place, role)
        select t.sprint_id, t.id, t.place, t.role from team t
        on conflict (sprint_id, member_id) do update
        set place = excluded.place, role = excluded.role
        where (member.place, member.role) is distinct from (excluded.place, excluded.role)
      ), vacations as (
        insert into vacation (sprint_id, id, member_id, first_date, last_date, reason)
        select t.sprint_id, t.vacation_id, t.id, '2025-12-03', '2025-12-05', t.reason from team t
        on conflict (sprint_id, id) do update set reason = excluded.reason
        where vacation.reason is distinct from excluded.reason
      ), holidays as (
        insert into holiday (sprint_id, id, holiday_date, name)
        select w.id, h.id, h.holiday_date, h.name from written w cross join (values
          ('holiday-0199a0b2-7c55-7000-a000-000000000000', date '2025-12-01', 'National day 0'),
          ('holiday-0199a0b2-7c55-7000-a000-000000000001', date '2025-12-02', 'National day 1'))
          as h(id, holiday_date, name)
        on conflict (sprint_id, id) do update set name = excluded.name
        where holiday.name is distinct from excluded.name
      ), known as (
        insert into person (id, name, role, email, updated_at)
        select m.id, m.name, m.role, m.email, now() from team m
        where not exists (select from person p where p.id = m.id
          and (p.name, p.role, p.email) is not distinct from (m.name, m.role, m.email))
        order by m.id
        on conflict (id) do update
        set name = excluded.name, role = excluded.role, email = excluded.email
      )
      select count(*) from written
      """;

  private static final String READ =
      """
      select s.version, s.number, json_build_object(
        'team', (select json_agg(json_build_object('id', m.member_id, 'name', p.name,
            'role', m.role, 'email', p.email, 'vacations',
            (select json_agg(json_build_object('id', v.id, 'first', v.first_date,
                'last', v.last_date, 'reason', v.reason))
             from vacation v where v.sprint_id = s.id and v.member_id = m.member_id))
            order by m.place)
          from member m join person p on p.id = m.member_id where m.sprint_id = s.id),
        'holidays', (select json_agg(json_build_object('id', h.id, 'date', h.holiday_date,
            'name', h.name)) from holiday h where h.sprint_id = s.id))
      from sprint s where s.id = ?
      """;

  @Override
  public String name() {
    return "five_tables";
  }

  @Override
  public String tables() {
    return TABLES + SharedTables.DDL;
  }

  private static void bindRest(PreparedStatement statement, int position, TrialSprint sprint)
      throws SQLException {
    SharedTables.bindEventsAndPeople(statement, position, sprint);
    statement.setObject(position + 8, sprint.team().vacationIds);
    statement.setObject(position + 9, sprint.reasons());
  }

  @Override
  public void create(Connection connection, TrialSprint sprint) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CREATE + REST)) {
      statement.setString(1, sprint.id());
      statement.setString(2, sprint.number());
      bindRest(statement, 3, sprint);
      SharedTables.expectOne(statement);
    }
  }

  @Override
  public void revise(Connection connection, TrialSprint sprint) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        PreparedStatement replace = connection.prepareStatement(REPLACE + REST)) {
      lock.setString(1, sprint.id());
      try (ResultSet row = lock.executeQuery()) {
        row.next();
      }
      read(connection, sprint.id());
      replace.setString(1, sprint.id());
      bindRest(replace, 2, sprint);
      SharedTables.expectOne(replace);
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
        return JSON.readTree(row.getString(3)).path("team").size();
      }
    }
  }
}
