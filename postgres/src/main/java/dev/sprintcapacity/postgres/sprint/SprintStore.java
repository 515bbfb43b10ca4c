package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps sprints. Every write is one statement that changes the sprint's row, appends its events and
 * notes its people: either all of it happens or nothing. Thread-safe.
 */
public final class SprintStore {

  /** Most sprints of one page. */
  public static final int MOST_SPRINTS_PER_PAGE = 200;

  private static final String NUMBER_KEY = "sprint_number_key";

  /**
   * People of whom nothing is new are left out before the insert, which would lock them. They are
   * looked up one by one: a join could be planned as a scan of all people, and such a plan stays
   * while a young table grows. The order keeps two writers from waiting for each other.
   */
  private static final String INSERT =
      """
      with written as (
        insert into sprint (id, number, version, last_sequence, start_date, end_date, created_at,
          updated_at, status, document)
        values (:id, :number, :version, :last_sequence, :start_date, :end_date, :created_at,
          :updated_at, :status, :document)
        on conflict (number) do nothing
        returning id, updated_at
      ), appended as (
        insert into event (sequence, occurred_at, event_id, sprint_id, type, topic, traceparent,
          value)
        select e.sequence, e.occurred_at::timestamptz, e.event_id::uuid, w.id, e.type, e.topic,
          e.traceparent, e.value
        from written w
        cross join unnest(:event_sequences::bigint[], :event_times::text[], :event_ids::text[],
          :event_types::text[], :event_topics::text[], :event_traceparents::text[],
          :event_values::bytea[])
          as e(sequence, occurred_at, event_id, type, topic, traceparent, value)
        order by e.sequence
        returning sequence
      ), known as (
        insert into person (id, name, role, email, updated_at)
        select m.id, m.name, m.role, m.email, w.updated_at
        from written w
        cross join unnest(:person_ids::text[], :person_names::text[], :person_roles::text[],
          :person_emails::text[])
          as m(id, name, role, email)
        where (
          select (p.name, p.role, p.email) is not distinct from (m.name, m.role, m.email)
          from person p
          where p.id = m.id) is not true
        order by m.id
        on conflict (id) do update
        set name = excluded.name, role = excluded.role, email = excluded.email,
          updated_at = excluded.updated_at
        where (person.name, person.role, person.email)
          is distinct from (excluded.name, excluded.role, excluded.email)
      )
      select (select count(*) from written) as sprints, (select count(*) from appended) as events
      """;

  private static final String REPLACE =
      """
      with written as (
        update sprint
        set number = :number, version = version + 1, last_sequence = :last_sequence,
          start_date = :start_date, end_date = :end_date, updated_at = :updated_at,
          status = :status, document = :document
        where id = :id and version = :version
        returning id, updated_at
      ), appended as (
        insert into event (sequence, occurred_at, event_id, sprint_id, type, topic, traceparent,
          value)
        select e.sequence, e.occurred_at::timestamptz, e.event_id::uuid, w.id, e.type, e.topic,
          e.traceparent, e.value
        from written w
        cross join unnest(:event_sequences::bigint[], :event_times::text[], :event_ids::text[],
          :event_types::text[], :event_topics::text[], :event_traceparents::text[],
          :event_values::bytea[])
          as e(sequence, occurred_at, event_id, type, topic, traceparent, value)
        order by e.sequence
        returning sequence
      ), known as (
        insert into person (id, name, role, email, updated_at)
        select m.id, m.name, m.role, m.email, w.updated_at
        from written w
        cross join unnest(:person_ids::text[], :person_names::text[], :person_roles::text[],
          :person_emails::text[])
          as m(id, name, role, email)
        where (
          select (p.name, p.role, p.email) is not distinct from (m.name, m.role, m.email)
          from person p
          where p.id = m.id) is not true
        order by m.id
        on conflict (id) do update
        set name = excluded.name, role = excluded.role, email = excluded.email,
          updated_at = excluded.updated_at
        where (person.name, person.role, person.email)
          is distinct from (excluded.name, excluded.role, excluded.email)
      )
      select (select count(*) from written) as sprints, (select count(*) from appended) as events
      """;

  private static final String DELETE =
      """
      with written as (
        delete from sprint
        where id = :id and version = :version
        returning id
      ), appended as (
        insert into event (sequence, occurred_at, event_id, sprint_id, type, topic, traceparent,
          value)
        select e.sequence, e.occurred_at::timestamptz, e.event_id::uuid, w.id, e.type, e.topic,
          e.traceparent, e.value
        from written w
        cross join unnest(:event_sequences::bigint[], :event_times::text[], :event_ids::text[],
          :event_types::text[], :event_topics::text[], :event_traceparents::text[],
          :event_values::bytea[])
          as e(sequence, occurred_at, event_id, type, topic, traceparent, value)
        order by e.sequence
        returning sequence
      )
      select (select count(*) from written) as sprints, (select count(*) from appended) as events
      """;

  private final JdbcClient jdbc;
  private final SprintReads reads;

  public SprintStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.reads = new SprintReads(jdbc);
  }

  /**
   * Adds a new sprint with its first events. One round trip where no transaction is active; joins
   * the active one otherwise.
   *
   * @param sprint a sprint with an id that was never used
   * @param events its events, numbered from 1
   * @throws PostgresException if an event is not the sprint's next, or if the database fails
   */
  public WriteOutcome insert(Sprint sprint, List<EncodedEvent> events) {
    EventColumns columns = EventColumns.of(sprint.id(), 0, events);
    StoredSprint stored = new StoredSprint(sprint, 1, columns.count());
    StatementSpec statement =
        jdbc.sql(INSERT)
            .param("version", stored.version())
            .param("created_at", utc(sprint.createdAt()));
    return write("insert", bindSprint(statement, stored), columns)
        ? new WriteOutcome.Written(stored)
        : new WriteOutcome.NumberTaken(sprint.plan().number());
  }

  /**
   * Puts a changed sprint in the place of the one that was locked. Needs the transaction that
   * {@link #lock locked} it.
   *
   * @param locked the sprint as {@link #lock} returned it
   * @param changed what became of it
   * @param events the events of the change, numbered from the last one of the locked sprint
   * @throws PostgresException if there is no transaction, the sprint is not as it was locked, an
   *     event is not the next, or the database fails
   */
  public WriteOutcome replace(StoredSprint locked, Sprint changed, List<EncodedEvent> events) {
    requireTransaction("replaced");
    EventColumns columns = EventColumns.of(locked.sprint().id(), locked.lastSequence(), events);
    StoredSprint stored =
        new StoredSprint(changed, locked.version() + 1, locked.lastSequence() + columns.count());
    StatementSpec statement = jdbc.sql(REPLACE).param("version", locked.version());
    try {
      requireWritten(write("replace", bindSprint(statement, stored), columns), locked);
    } catch (PostgresException failure) {
      if (failure.getCause() instanceof DataAccessException cause
          && PostgresFailures.violates(NUMBER_KEY, cause)) {
        return new WriteOutcome.NumberTaken(changed.plan().number());
      }
      throw failure;
    }
    return new WriteOutcome.Written(stored);
  }

  /**
   * Removes the sprint that was locked. Its events stay. Needs the transaction that {@link #lock
   * locked} it.
   *
   * @param locked the sprint as {@link #lock} returned it
   * @param events the events of the removal, numbered from the last one of the locked sprint
   * @throws PostgresException as {@link #replace}
   */
  public void delete(StoredSprint locked, List<EncodedEvent> events) {
    requireTransaction("deleted");
    SprintId id = locked.sprint().id();
    EventColumns columns = EventColumns.of(id, locked.lastSequence(), events);
    StatementSpec statement =
        jdbc.sql(DELETE).param("id", id.value()).param("version", locked.version());
    requireWritten(write("delete", statement, columns), locked);
  }

  /**
   * The sprint, or empty where there is none. Needs no transaction.
   *
   * @throws PostgresException if the database fails or holds what is no sprint
   */
  public Optional<StoredSprint> find(SprintId id) {
    return reads.find(id);
  }

  /**
   * The sprint, which nobody else can then change or remove before the active transaction ends; or
   * empty where there is none. Waits while somebody else has it.
   *
   * @throws PostgresException if there is no transaction, or as {@link #find}
   */
  public Optional<StoredSprint> lock(SprintId id) {
    requireTransaction("locked");
    return reads.lock(id);
  }

  /**
   * The sprints behind a place in the list, latest start first; those that start on one day in
   * descending order of their ids, which is newest first. Walking through all pages meets every
   * sprint exactly once whose start does not change meanwhile; one that is moved to another start
   * may be met twice or not at all. Needs no transaction.
   *
   * @param after the {@link SprintPage#next()} of the page before; null for the first page
   * @param limit from 1 to {@value #MOST_SPRINTS_PER_PAGE}; a page of very large sprints is shorter
   * @throws PostgresException if the limit is out of range, or as {@link #find}
   */
  public SprintPage page(SprintFilter filter, @Nullable SprintCursor after, int limit) {
    if (limit < 1 || limit > MOST_SPRINTS_PER_PAGE) {
      throw new PostgresException(
          "A page of sprints must have from 1 to %d, but %d were asked for: check the limit first"
              .formatted(MOST_SPRINTS_PER_PAGE, limit));
    }
    return reads.page(filter, after, limit, SprintReads.MOST_BYTES_PER_PAGE);
  }

  private static StatementSpec bindSprint(StatementSpec statement, StoredSprint stored) {
    Sprint sprint = stored.sprint();
    SprintPlan plan = sprint.plan();
    statement
        .param("id", sprint.id().value())
        .param("number", plan.number().value())
        .param("last_sequence", stored.lastSequence())
        .param("start_date", plan.dates().first())
        .param("end_date", plan.dates().last())
        .param("updated_at", utc(sprint.updatedAt()))
        .param("status", sprint.status().label())
        .param("document", SprintDocument.write(sprint));
    return new PersonColumns(plan.team()).bindTo(statement);
  }

  /** Whether the sprint was written; its events were then written with it. */
  private static boolean write(String verb, StatementSpec statement, EventColumns events) {
    return PostgresFailures.translating(
        verb + " sprint " + events.sprintId(),
        () -> events.bindTo(statement).query((row, _) -> isWritten(row, events)).single());
  }

  private static boolean isWritten(ResultSet row, EventColumns events) throws SQLException {
    long sprints = row.getLong("sprints");
    long appended = row.getLong("events");
    if (sprints > 1 || appended != sprints * events.count()) {
      throw new PostgresException(
          "A write of sprint %s must change one row and append %d events, but changed %d and appended %d"
              .formatted(events.sprintId(), events.count(), sprints, appended));
    }
    return sprints == 1;
  }

  private static void requireWritten(boolean written, StoredSprint locked) {
    if (!written) {
      throw new PostgresException(
          "Sprint %s is not in version %d any more: lock it in the transaction that writes it"
              .formatted(locked.sprint().id().value(), locked.version()));
    }
  }

  private static void requireTransaction(String what) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new PostgresException(
          "A sprint must be %s within a transaction, but none is active: begin it in the use case"
              .formatted(what));
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
