package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitActive;
import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.TestApi;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with all rights did to the event table is noticed before the first publication. */
class AlteredEventLogTest {

  private static final String GUARD_OFF = "alter table event disable trigger event_append_only;";
  private static final String GUARD_ON =
      "; alter table event enable always trigger event_append_only";

  @RegisterExtension final RelayServers servers = new RelayServers();
  @RegisterExtension final LogLines log = new LogLines();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alter table event disable trigger event_append_only            | trigger event_append_only on table event is disabled
          alter table event enable trigger event_append_only             | trigger event_append_only on table event is disabled
          alter table event disable trigger event_durable_commit         | trigger event_durable_commit on table event is disabled
          drop trigger event_append_only on event                        | trigger event_append_only on table event is missing
          drop trigger event_durable_commit on event                     | trigger event_durable_commit on table event is missing
          create or replace trigger event_append_only before update on event for each statement execute function event_refuse_change() | trigger event_append_only on table event is another one
          alter table event drop constraint event_sprint_sequence_key    | no unique constraint on (sprint_id, sequence)
          alter table event drop constraint event_position_pk            | no unique constraint on (position)
          alter table event alter column xid drop default                | column xid of table event must be
          alter table event alter column value drop not null             | column value of table event must be
          alter table event alter column sequence type numeric           | column sequence of table event must be
          alter table event alter column position drop identity          | column position of table event must be
          alter table event rename column topic to subject               | column topic of table event must be
          alter table event set unlogged                                 | table event is unlogged
          alter table event rename to events                             | table event is missing
          """)
  void a_table_without_one_of_its_guards_is_refused(String change, String found)
      throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(change);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay)).startsWith("The event log is not protected").contains(found);
    assertThat(log.lines())
        .anyMatch(line ->
            line.startsWith("ERROR Relay " + servers.name() + " refuses to publish")
                && line.contains(found));
    servers.reader().awaitExactly(0);
  }

  @Test
  void once_the_guard_is_back_publication_begins() throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(GUARD_OFF);
    Relay relay = servers.relay();
    relay.start();
    assertThat(awaitRefusal(relay)).contains("enable always trigger event_append_only");

    servers.execute("alter table event enable always trigger event_append_only");

    servers.reader().awaitExactly(1);
  }

  @Test
  void what_a_newer_version_added_to_the_table_is_no_fault() throws SQLException {
    servers.execute("alter table event add column tenant text; create index on event (tenant)");
    servers.writer().append("a").commit();
    servers.relay().start();

    servers.reader().awaitExactly(1);
  }

  @Test
  void health_and_metrics_tell_that_publication_is_refused_and_why() throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(GUARD_OFF);
    try (TestApi api =
        TestApi.start(
            Map.of(
                "DATABASE_URL", servers.databaseUrl(),
                "SPRINTCAP_KAFKA_ENABLED", "true",
                "KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers()))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(
                      api.get("/health/detailed")
                          .expect(200)
                          .text("/components/publication/status"))
                  .isEqualTo("REFUSED"));

      assertThat(api.get("/health/detailed").text("/components/publication/detail"))
          .contains("trigger event_append_only on table event is disabled")
          .contains("enable always trigger event_append_only");
      assertThat(api.get("/metrics").body())
          .contains("sprintcap_relay_status{status=\"refused\"} 1.0")
          .contains("sprintcap_relay_published_events_total 0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "local", "remote_write"})
  void a_role_whose_commits_are_not_durable_publishes_nothing(String value) throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(
        "alter database %s set synchronous_commit = %s".formatted(servers.name(), value));
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay))
        .contains("synchronous_commit is " + value)
        .contains("set synchronous_commit = on");
    servers.execute("alter database %s reset synchronous_commit".formatted(servers.name()));

    servers.reader().awaitExactly(1);
  }

  @Test
  void a_removed_row_in_front_of_the_last_batch_is_refused() throws SQLException {
    publish("a", "a", "a");
    servers.execute(GUARD_OFF + "delete from event where sequence = 2" + GUARD_ON);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay))
        .contains("does not hold " + servers.name() + "-a#2")
        .contains("its row was removed");
  }

  @Test
  void a_tail_that_was_cut_off_is_refused() throws SQLException {
    publish("a", "a", "b");
    servers.execute(GUARD_OFF + "delete from event where position >= 2" + GUARD_ON);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay)).contains("does not hold the events that were published last");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set value = '\\x7b7d' where sequence = 2",
        "update event set topic = 'sprint.lifecycle' where sequence = 2"
      })
  void a_row_that_is_not_what_was_published_any_more_is_refused(String change) throws SQLException {
    publish("a", "a");
    servers.execute(GUARD_OFF + change + GUARD_ON);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay))
        .contains("The row of " + servers.name() + "-a#2")
        .contains("is not what was published");
  }

  @Test
  void a_row_that_was_changed_before_its_publication_is_an_alarm() throws SQLException {
    servers.writer().append("a").commit();
    servers.execute(GUARD_OFF + "update event set value = '\\x7b7d'" + GUARD_ON);
    await().atMost(Duration.ofSeconds(30)).until(() -> updatedRows() == 1);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitActive(relay))
        .anyMatch(alarm -> alarm.startsWith("1 rows of table event were updated and 0 deleted"));
    assertThat(log.lines())
        .anyMatch(line ->
            line.startsWith("ERROR Relay " + servers.name() + " publishes, but 1 rows of table"));
  }

  @Test
  void a_sprint_in_the_topics_of_which_no_row_is_left_is_an_alarm() throws SQLException {
    publish("gone", "a");
    servers.execute(GUARD_OFF + "delete from event where sprint_id like '%-gone'" + GUARD_ON);
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitActive(relay))
        .anyMatch(alarm -> alarm.contains("events of sprints that are not in this database"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes"})
  void a_server_that_does_not_survive_a_crash_is_an_alarm(String setting) throws SQLException {
    pretend(setting, "off");
    servers.writer().append("a").commit();
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitActive(relay)).anyMatch(alarm -> alarm.startsWith(setting + " is off"));
    servers.reader().awaitExactly(1);
  }

  /** A server of ours cannot be started with such a setting; to the relay it looks as if it was. */
  private void pretend(String setting, String value) throws SQLException {
    servers.execute(
        """
        create schema pretended;
        create function pretended.current_setting(name text) returns text language sql as
        $$ select case name when '%s' then '%s' else pg_catalog.current_setting(name) end $$;
        alter database %s set search_path = pretended, pg_catalog, public
        """
            .formatted(setting, value, servers.name()));
  }

  /** Each event in a batch of its own, by a relay that ends then. */
  private void publish(String... sprints) throws SQLException {
    Relay relay = servers.relay();
    relay.start();
    EventWriter writer = servers.writer();
    TopicReader reader = servers.reader();
    int written = 0;
    for (String sprint : sprints) {
      writer.append(sprint).commit();
      reader.await(++written);
    }
    relay.close(RelayServers.CLOSE_LIMIT);
  }

  private long updatedRows() throws SQLException {
    try (Connection connection = servers.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select pg_stat_get_tuples_updated('event'::regclass) as n");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong("n");
    }
  }
}
