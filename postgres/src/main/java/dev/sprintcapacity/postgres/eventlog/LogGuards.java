package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks whether everything that protects the event log is in place: its columns, keys and triggers,
 * and settings without which a commit is not durable. Reads catalogs only, never the rows. What a
 * newer version may have added is no fault. Belongs to one session and is used by one thread at a
 * time.
 */
public final class LogGuards {

  private static final String COLUMNS =
      """
      select attname as name, attnum as place,
             concat(format_type(atttypid, atttypmod),
                    case when attnotnull then ' not null' end,
                    case attidentity when 'a' then ' generated always as identity' end,
                    ' default ' || pg_get_expr(adbin, adrelid)) as definition
      from pg_attribute
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = to_regclass('event') and attnum > 0 and not attisdropped
      """;

  private static final String KEYS =
      """
      select (select string_agg(attname, ', ' order by place)
              from unnest(conkey) with ordinality as key (attnum, place)
              join pg_attribute on attrelid = conrelid and pg_attribute.attnum = key.attnum
             ) as columns
      from pg_constraint
      where conrelid = to_regclass('event') and contype in ('p', 'u') and not condeferrable
      """;

  private static final String TRIGGERS =
      """
      select tgname as name, tgenabled as enabled,
             concat(tgtype, ' ', tgfoid::regproc::text, ' when ' || tgqual::text,
                    ' of ' || nullif(tgattr::text, '')) as definition
      from pg_trigger
      where tgrelid = to_regclass('event') and not tgisinternal
      """;

  private static final String STATE =
      """
      select current_user as role,
             current_setting('synchronous_commit') as synchronous_commit,
             current_setting('fsync') as fsync,
             current_setting('full_page_writes') as full_page_writes,
             relpersistence = 'p' as logged,
             pg_stat_get_tuples_updated(oid) as updated_rows,
             pg_stat_get_tuples_deleted(oid) as deleted_rows
      from pg_class
      where oid = to_regclass('event')
      """;

  private static final Map<String, String> EXPECTED_COLUMNS =
      Map.of(
          "xid", "xid8 not null default pg_current_xact_id()",
          "position", "bigint not null generated always as identity",
          "sequence", "bigint not null",
          "occurred_at", "timestamp with time zone not null",
          "event_id", "uuid not null",
          "sprint_id", "text not null",
          "type", "text not null",
          "topic", "text not null",
          "traceparent", "text",
          "value", "bytea not null");

  private static final List<String> EXPECTED_KEYS = List.of("position", "sprint_id, sequence");

  /**
   * Type and function; in the type, 2 stands for before, 4 insert, 8 delete, 16 update, 32
   * truncate.
   */
  private static final Map<String, String> EXPECTED_TRIGGERS =
      Map.of(
          "event_append_only", "58 event_refuse_change",
          "event_durable_commit", "6 event_refuse_unsafe_commit");

  /** Enabled in replica sessions too. */
  private static final String ENABLED_ALWAYS = "A";

  private static final Set<String> SAFE_COMMITS = Set.of("on", "remote_apply");

  private final Connection session;

  LogGuards(Connection session) {
    this.session = session;
  }

  /**
   * The condition of the log. Four small statements.
   *
   * @throws EventLogUnavailableException where the session failed
   */
  public LogCondition condition() {
    List<String> breaches = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    try {
      if (checkState(breaches, alarms)) {
        checkColumns(breaches);
        checkKeys(breaches);
        checkTriggers(breaches);
      }
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot check what protects the event log", e);
    }
    return new LogCondition(breaches, alarms);
  }

  /** Returns whether there is a table at all. */
  private boolean checkState(List<String> breaches, List<String> alarms) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(STATE);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        breaches.add("table event is missing: connect the database that the service migrated");
        return false;
      }
      String commit = row.getString("synchronous_commit");
      if (!SAFE_COMMITS.contains(commit)) {
        breaches.add(
            "synchronous_commit is %s for role %s: an event could be published and then lost in a crash; run: alter role %s set synchronous_commit = on, and see whether the database or the server sets it too"
                .formatted(commit, row.getString("role"), row.getString("role")));
      }
      if (!row.getBoolean("logged")) {
        breaches.add(
            "table event is unlogged: a crash of the server empties it; make it logged again (set logged)");
      }
      for (String setting : List.of("fsync", "full_page_writes")) {
        if (!row.getString(setting).equals("on")) {
          alarms.add(
              "%s is %s: a crash of the machine can lose events that were published; set it to on"
                  .formatted(setting, row.getString(setting)));
        }
      }
      long updated = row.getLong("updated_rows");
      long deleted = row.getLong("deleted_rows");
      if (updated + deleted > 0) {
        alarms.add(
            "%d rows of table event were updated and %d deleted, past the trigger that forbids it: compare the table with the topics, then run: select pg_stat_reset_single_table_counters('event'::regclass)"
                .formatted(updated, deleted));
      }
      return true;
    }
  }

  private void checkColumns(List<String> breaches) throws SQLException {
    Map<String, String> definitions = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    try (PreparedStatement statement = session.prepareStatement(COLUMNS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        definitions.put(rows.getString("name"), rows.getString("definition"));
        places.put(rows.getString("name"), rows.getInt("place"));
      }
    }
    EXPECTED_COLUMNS.forEach((name, expected) -> {
      String found = definitions.getOrDefault(name, "missing");
      if (!found.equals(expected)) {
        breaches.add(
            "column %s of table event must be \"%s\" but is \"%s\": restore its definition"
                .formatted(name, expected, found));
      }
    });
    if (places.getOrDefault("xid", 0) > places.getOrDefault("position", 0)) {
      breaches.add(
          "column xid of table event stands behind position: positions would be drawn before transaction ids; create the table as the migration does");
    }
  }

  private void checkKeys(List<String> breaches) throws SQLException {
    Set<String> keys = new HashSet<>();
    try (PreparedStatement statement = session.prepareStatement(KEYS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getString("columns"));
      }
    }
    for (String key : EXPECTED_KEYS) {
      if (!keys.contains(key)) {
        breaches.add(
            "table event has no unique constraint on (%s): a number could be given twice; look for duplicates, then add the constraint again"
                .formatted(key));
      }
    }
  }

  private void checkTriggers(List<String> breaches) throws SQLException {
    Map<String, String> definitions = new HashMap<>();
    Set<String> enabled = new HashSet<>();
    try (PreparedStatement statement = session.prepareStatement(TRIGGERS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        definitions.put(rows.getString("name"), rows.getString("definition"));
        if (rows.getString("enabled").equals(ENABLED_ALWAYS)) {
          enabled.add(rows.getString("name"));
        }
      }
    }
    EXPECTED_TRIGGERS.forEach((name, expected) -> {
      String found = definitions.get(name);
      if (found == null || !found.equals(expected)) {
        breaches.add(
            "trigger %s on table event %s: rows may have been changed unseen; compare the table with the topics, then create it as the migration does"
                .formatted(name, found == null ? "is missing" : "is another one (" + found + ")"));
      } else if (!enabled.contains(name)) {
        breaches.add(
            "trigger %s on table event is disabled, or not for every session: rows may have been changed unseen; compare the table with the topics, then switch it on again (enable always trigger %s)"
                .formatted(name, name));
      }
    });
  }
}
