package dev.sprintcapacity.consumers.jira.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumers.jira.address.HostNames;
import dev.sprintcapacity.consumers.jira.address.JiraAddress;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.testkit.ManualClock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as they go over the wire, and where they do not go at all. */
class JiraClientTest {

  private static final JiraLimits LIMITS =
      new JiraLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30));

  private final StubJira jira = StubJira.start("Bearer token");
  private final ManualClock clock = new ManualClock();

  @AfterEach
  void close() {
    jira.close();
  }

  private JiraClient client(String url, boolean privateAllowed, HostNames names) {
    return JiraClient.open(
        JiraAddress.parse(url, privateAllowed),
        names,
        new JiraCredentials(Optional.empty(), "token"),
        LIMITS,
        clock);
  }

  @Test
  void a_sprint_is_made_read_changed_and_deleted() {
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      Instant start = Instant.parse("2026-11-30T12:00:00Z");
      JiraSprint made =
          client.create(
              new NewSprint(StubJira.BOARD, "Ünïcode ✓", start, start.plusSeconds(60), "goal"));

      assertThat(client.find(made.id())).contains(made);
      assertThat(made.start()).contains(start);
      assertThat(
              client.change(made.id(), SprintChange.to(SprintState.ACTIVE)).orElseThrow().state())
          .isEqualTo(SprintState.ACTIVE);
      assertThat(client.page(StubJira.BOARD, 0).sprints()).hasSize(1);
      assertThat(client.delete(made.id())).isTrue();
      assertThat(client.delete(made.id())).isFalse();
      assertThat(client.find(made.id())).isEmpty();
    }
    assertThat(jira.violations()).isEmpty();
  }

  @Test
  void dates_are_read_as_both_editions_write_them() {
    jira.put(
        new StubSprint(
            5,
            "Old",
            "future",
            Optional.of("2015-04-11T15:22:00.000+10:00"),
            Optional.of("2015-04-20T01:22:00.000+1000"),
            ""));
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      JiraSprint sprint = client.find(5).orElseThrow();

      assertThat(sprint.start()).contains(Instant.parse("2015-04-11T05:22:00Z"));
      assertThat(sprint.end()).contains(Instant.parse("2015-04-19T15:22:00Z"));
    }
  }

  @Test
  void a_name_that_leads_to_this_machine_is_never_connected_to() {
    String url = jira.url().replace("http://127.0.0.1", "https://jira.example.com");
    Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "::1", "10.0.0.1"));
    try (JiraClient client =
        client(url, false, host -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())})) {
      for (int i = 0; i < 3; i++) {
        assertThatExceptionOfType(JiraAccessException.class)
            .isThrownBy(() -> client.find(1))
            .withMessageContaining("jira.example.com leads to")
            .satisfies(refused -> assertThat(refused.inDoubt()).isFalse());
      }
    }
    assertThat(answers).isEmpty();
    assertThat(jira.calls()).isEmpty();
  }

  @Test
  void redirects_are_not_followed() {
    jira.next(
        Call.READ,
        new Fault.Answer(307, Map.of("Location", jira.url() + "/rest/agile/1.0/sprint/9"), ""));
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      assertThatExceptionOfType(JiraAccessException.class)
          .isThrownBy(() -> client.find(1))
          .withMessageContaining("not followed");
    }
    assertThat(jira.calls()).containsExactly(Call.READ);
  }

  @Test
  void what_was_never_sent_is_not_in_doubt_and_what_may_have_been_is() {
    jira.next(Call.DELETE, new Fault.CutAfter());
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      assertThatExceptionOfType(JiraUnavailableException.class)
          .isThrownBy(() -> client.delete(1))
          .satisfies(failure -> assertThat(failure.inDoubt()).isTrue());
      jira.close();
      assertThatExceptionOfType(JiraUnavailableException.class)
          .isThrownBy(() -> client.delete(1))
          .satisfies(failure -> assertThat(failure.inDoubt()).isFalse());
    }
    assertThat(jira.calls()).containsExactly(Call.DELETE);
  }

  @Test
  void an_answer_that_is_too_long_is_not_read_to_its_end() {
    jira.next(Call.READ, new Fault.DoneAndAnswer(200, "x".repeat(2 << 20)));
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      assertThatExceptionOfType(JiraUnavailableException.class)
          .isThrownBy(() -> client.find(1))
          .withMessageContaining("longer than 1048576 bytes");
    }
  }

  @Test
  void a_pause_is_kept_without_calling() {
    jira.next(Call.READ, Fault.tooMany("5"));
    try (JiraClient client = client(jira.url(), true, HostNames.SYSTEM)) {
      assertThatThrownBy(() -> client.find(1)).isInstanceOf(JiraBusyException.class);
      clock.advance(Duration.ofSeconds(4));
      assertThatExceptionOfType(JiraBusyException.class)
          .isThrownBy(() -> client.find(1))
          .satisfies(busy -> assertThat(busy.delay()).isEqualTo(Duration.ofSeconds(1)));
      assertThat(jira.calls()).hasSize(1);
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.find(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 5",
        " 5  | 5",
        "0 | 1",
        "'' | 30",
        "soon | 30",
        "-5 | 30",
        "1.5 | 30",
        "999999999 | 600",
        "99999999999999 | 30",
        "Tue, 24 Nov 2026 12:00:10 GMT | 10",
        "Tue, 24 Nov 2026 11:00:00 GMT | 1",
        "Wed, 25 Nov 2026 12:00:00 GMT | 600",
      })
  void a_pause_is_read_in_both_forms_and_bounded(String header, long seconds) {
    assertThat(RetryAfter.read(header, ManualClock.START)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
