package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogSessionTest {

  @RegisterExtension final LogServer server = new LogServer();

  private final List<LogSession> sessions = new ArrayList<>();

  @AfterEach
  void close() {
    sessions.forEach(LogSession::close);
  }

  @Test
  void one_session_leads_and_another_takes_over_when_it_ends() {
    LogSession first = session();
    LogSession second = session();

    assertThat(first.tryLead("relay")).isTrue();
    assertThat(second.tryLead("relay")).isFalse();
    assertThat(second.tryLead("another relay")).isTrue();
    first.close();

    await().atMost(Duration.ofSeconds(2)).until(() -> second.tryLead("relay"));
  }

  @Test
  void a_frozen_leader_loses_the_leadership_as_its_session_is_ended_by_the_server() {
    LogSession frozen = session();
    LogSession standBy = session();
    assertThat(frozen.tryLead("relay")).isTrue();

    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(LogSession.IDLE_LIMIT.plusSeconds(2))
        .until(() -> standBy.tryLead("relay"));

    assertThatExceptionOfType(EventLogUnavailableException.class).isThrownBy(frozen::ping);
  }

  @Test
  void a_leader_that_speaks_keeps_the_leadership() {
    LogSession leader = session();
    assertThat(leader.tryLead("relay")).isTrue();

    await()
        .pollInterval(Duration.ofMillis(100))
        .during(LogSession.IDLE_LIMIT.plusMillis(500))
        .atMost(LogSession.IDLE_LIMIT.plusSeconds(2))
        .untilAsserted(() -> assertThatNoException().isThrownBy(leader::ping));
  }

  @Test
  void its_plans_do_not_depend_on_statistics_nor_its_life_on_a_client_that_is_silent()
      throws SQLException {
    Map<String, String> expected =
        Map.of(
            "enable_seqscan", "off",
            "enable_bitmapscan", "off",
            "plan_cache_mode", "force_generic_plan",
            "jit", "off",
            "default_transaction_read_only", "on",
            "default_transaction_isolation", "read committed",
            "idle_session_timeout", LogSession.IDLE_LIMIT.toSeconds() + "s");
    Map<String, String> actual = new HashMap<>();
    try (PreparedStatement show =
        session().connection().prepareStatement("select current_setting(?)")) {
      for (String setting : expected.keySet()) {
        show.setString(1, setting);
        try (ResultSet row = show.executeQuery()) {
          row.next();
          actual.put(setting, row.getString(1));
        }
      }
    }

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void a_closed_session_says_so() {
    LogSession session = session();
    session.close();

    assertThat(session.isOpen()).isFalse();
    assertThatExceptionOfType(EventLogUnavailableException.class)
        .isThrownBy(session::ping)
        .withMessageContaining("closed");
  }

  @Test
  void an_unreachable_database_is_reported_as_such() {
    LogSession session =
        new LogSession(new LogDatabase("jdbc:postgresql://127.0.0.1:1/none", "u", "secret"));

    assertThatExceptionOfType(EventLogUnavailableException.class)
        .isThrownBy(session::open)
        .withMessageContaining("cannot connect");
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void the_password_is_never_shown() {
    assertThat(new LogDatabase("jdbc:postgresql://h/d", "u", "secret").toString())
        .contains("jdbc:postgresql://h/d")
        .doesNotContain("secret");
  }

  @Test
  void an_ordinary_role_can_tell_which_log_it_reads() throws SQLException {
    LogIdentity asOwner = session().log().identity();
    LogSession ordinary = new LogSession(server.ordinaryRole());
    sessions.add(ordinary);
    ordinary.open();

    LogIdentity identity = ordinary.log().identity();

    assertThat(identity).isEqualTo(asOwner);
    assertThat(identity.systemIdentifier()).isPresent();
    assertThat(identity.timeline()).isPositive();
  }

  @Test
  void where_the_system_may_not_be_read_the_log_is_known_by_its_own_id() throws SQLException {
    LogIdentity full = session().log().identity();
    try (Connection owner = server.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("revoke execute on function pg_control_system() from public");
    }
    LogSession ordinary = new LogSession(server.ordinaryRole());
    sessions.add(ordinary);
    ordinary.open();

    LogIdentity identity = ordinary.log().identity();

    assertThat(identity.systemIdentifier()).isEqualTo(OptionalLong.empty());
    assertThat(identity.isSameLogAs(full)).isTrue();
  }

  @Test
  void a_copy_of_the_database_is_another_log() throws SQLException {
    LogIdentity original = session().log().identity();
    sessions.forEach(LogSession::close);
    LogSession copy = new LogSession(server.copy());
    sessions.add(copy);
    copy.open();

    assertThat(copy.log().identity().logId()).isEqualTo(original.logId());
    assertThat(copy.log().identity().isSameLogAs(original)).isFalse();
  }

  @Test
  void a_publication_is_remembered_once_and_known_by_its_relay_and_by_its_cluster()
      throws SQLException {
    Publications publications = session().publications();
    publications.remember("cluster", "relay");
    assertThat(publications.known("cluster", "relay")).as("of an empty log").isEmpty();
    try (LogWriter writer = new LogWriter(server.connect())) {
      writer.append("a").commit();
    }
    KnownPublication first = publications.known("cluster", "relay").orElseThrow();
    publications.remember("cluster", "relay");

    assertThat(publications.known("cluster", "relay")).contains(first);
    assertThat(publications.known("cluster", "another relay")).contains(first);
    assertThat(publications.known("another cluster", "relay")).contains(first);
    assertThat(publications.known("another cluster", "another relay")).isEmpty();
    assertThat(first.relayName()).isEqualTo("relay");
    assertThat(first.clusterId()).isEqualTo("cluster");
  }

  private LogSession session() {
    LogSession session = new LogSession(server.database());
    sessions.add(session);
    session.open();
    return session;
  }
}
