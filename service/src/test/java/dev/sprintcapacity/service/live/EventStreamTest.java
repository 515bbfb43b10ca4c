package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestPostgres;
import dev.sprintcapacity.service.testing.TestResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event stream over HTTP, without Kafka. */
class EventStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STREAM = "/v1/events/stream";

  private final TestApi api = TestApi.start(Map.of());
  private final List<SseClient> clients = new ArrayList<>();
  private LogWriters writers;

  @BeforeEach
  void prepare() {
    writers = new LogWriters(api.databaseUrl());
  }

  @AfterEach
  void close() {
    clients.forEach(SseClient::close);
    writers.close();
    api.close();
  }

  @Test
  void a_change_is_seen_at_once_as_it_is_in_kafka() {
    SseClient client = connect("", null);

    String place =
        api.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber()))
            .expect(201)
            .header("Location");
    String sprint = place.substring(place.lastIndexOf('/') + 1);

    awaitCount(client, 1);
    SseClient.Message message = client.messages().getFirst();
    assertThat(message.type()).isEqualTo("sprint.created");
    assertThat(message.data())
        .isEqualTo(api.events().of(sprint).getFirst().value().toString())
        .startsWith("{\"event_type\":\"sprint.created\",\"timestamp\":");
    assertThat(client.header("Content-Type")).startsWith("text/event-stream");
    assertThat(client.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void a_client_that_comes_again_gets_what_it_has_missed_and_nothing_twice() throws SQLException {
    SseClient first = connect("", null);
    append("sprint-a", "sprint-b");
    awaitCount(first, 2);
    first.close();
    append("sprint-a", "sprint-c");

    SseClient again = connect("", first.lastId());
    awaitCount(again, 2);
    append("sprint-a");

    awaitCount(again, 3);
    assertThat(data(again)).containsExactly("sprint-a 2", "sprint-c 1", "sprint-a 3");
  }

  @Test
  void a_client_that_saw_nothing_yet_can_go_on_from_when_it_came() throws SQLException {
    SseClient first = connect("", null);
    await().atMost(PATIENCE).until(() -> first.lastId() != null);
    first.close();
    append("sprint-a");

    SseClient again = connect("?after=" + first.lastId(), null);

    awaitCount(again, 1);
    assertThat(data(again)).containsExactly("sprint-a 1");
  }

  @Test
  void any_id_is_a_place_to_go_on_from_also_in_the_middle_of_a_transaction() throws SQLException {
    SseClient all = connect("", null);
    try (Connection transaction = writers.begin()) {
      for (int i = 0; i < 5; i++) {
        LogWriters.append(transaction, "sprint-a");
      }
      transaction.commit();
    }
    awaitCount(all, 5);

    for (int had = 1; had <= 5; had++) {
      SseClient again = connect("", all.messages().get(had - 1).id());
      append("sprint-z");
      // what was left of the transaction, and all that was appended since
      awaitCount(again, 5);
      List<String> rest = data(again);
      assertThat(rest.stream().filter(text -> text.startsWith("sprint-a"))).hasSize(5 - had);
      assertThat(rest).doesNotHaveDuplicates().contains("sprint-z " + had);
    }
  }

  @Test
  void a_transaction_that_commits_late_is_neither_lost_nor_repeated() throws SQLException {
    SseClient first = connect("", null);
    Connection late = writers.begin();
    LogWriters.append(late, "sprint-late");
    append("sprint-a");
    awaitCount(first, 1);
    String before = first.lastId();
    late.commit();
    awaitCount(first, 2);

    SseClient fromBefore = connect("", before);
    SseClient fromAfter = connect("", first.lastId());
    append("sprint-b");

    awaitCount(fromBefore, 2);
    awaitCount(fromAfter, 1);
    assertThat(data(fromBefore)).containsExactly("sprint-late 1", "sprint-b 1");
    assertThat(data(fromAfter)).containsExactly("sprint-b 1");
  }

  @Test
  void filters_leave_out_what_nobody_asked_for_now_and_after_coming_again() throws SQLException {
    SseClient start = connect("", null);
    await().atMost(PATIENCE).until(() -> start.lastId() != null);
    SseClient some = connect("?sprint=sprint-a&sprint=sprint-b&type=sprint.started", null);
    try (Connection transaction = writers.begin()) {
      for (String sprint : List.of("sprint-a", "sprint-b", "sprint-c")) {
        LogWriters.append(transaction, sprint, "sprint.created", 0);
        LogWriters.append(transaction, sprint, "sprint.started", 0);
      }
      transaction.commit();
    }
    awaitCount(some, 2);
    awaitCount(start, 6);

    SseClient again = connect("?type=sprint.started", start.messages().get(1).id());

    awaitCount(again, 2);
    assertThat(data(some)).containsExactly("sprint-a 2", "sprint-b 2");
    assertThat(data(again)).containsExactly("sprint-b 2", "sprint-c 2");
  }

  @Test
  void a_large_backlog_comes_page_by_page_and_then_goes_on_live() throws SQLException {
    SseClient start = connect("", null);
    await().atMost(PATIENCE).until(() -> start.lastId() != null);
    String begin = start.lastId();
    start.close();
    try (Connection transaction = writers.begin()) {
      for (int i = 0; i < 1_300; i++) {
        LogWriters.append(transaction, "sprint-" + i % 7);
      }
      transaction.commit();
    }

    SseClient again = connect("", begin);
    append("sprint-0");

    awaitCount(again, 1_301);
    assertThat(data(again)).doesNotHaveDuplicates().endsWith("sprint-0 187");
  }

  @Test
  void an_id_of_another_database_is_refused_with_what_to_do() {
    try (TestApi other = TestApi.start(Map.of());
        SseClient elsewhere = SseClient.connect(other.port(), "", null)) {
      await().atMost(PATIENCE).until(() -> elsewhere.lastId() != null);

      TestResponse response =
          api.get(STREAM, "Last-Event-ID", String.valueOf(elsewhere.lastId()))
              .refused(409, "CURSOR_OF_ANOTHER_LOG");

      assertThat(response.body()).contains("without Last-Event-ID");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "abc", "????", "MTsx", "0:3:;", "../../etc/passwd", "' or 1=1"})
  void an_id_that_nobody_gave_out_is_refused_and_the_header_named(String id) {
    TestResponse response = api.get(STREAM, "Last-Event-ID", id).refused(400, "INVALID_HEADER");

    assertThat(response.body()).contains("Last-Event-ID");
  }

  @Test
  void an_id_that_was_cut_or_altered_is_refused() {
    SseClient client = connect("", null);
    await().atMost(PATIENCE).until(() -> client.lastId() != null);
    String id = String.valueOf(client.lastId());

    for (int i = 1; i < id.length(); i += 3) {
      char other = id.charAt(i) == 'A' ? 'B' : 'A';
      api.get(STREAM, "Last-Event-ID", id.substring(0, i) + other + id.substring(i + 1))
          .refused(400, "INVALID_HEADER");
      api.get(STREAM, "Last-Event-ID", id.substring(0, i)).refused(400, "INVALID_HEADER");
    }
    api.get(STREAM + "?after=" + id + "x").refused(400, "INVALID_PARAMETER");
  }

  @Test
  void wrong_filters_are_refused_all_at_once() {
    TestResponse response =
        api.get(STREAM + "?type=sprint.strated&sprint=x&typ=1").refused(400, "INVALID_PARAMETER");

    assertThat(response.body()).contains("sprint.started", "sprint-123", "did you mean type?");
  }

  @Test
  void the_log_is_read_only_while_somebody_listens() throws SQLException {
    SseClient client = connect("", null);
    await().atMost(PATIENCE).until(() -> sessions() == 1);

    client.close();

    append("sprint-a");
    await().atMost(Duration.ofSeconds(40)).until(() -> sessions() == 0);
  }

  @Test
  void streams_end_when_the_service_stops_and_do_not_hold_it_up() {
    SseClient client = connect("", null);
    long begin = System.nanoTime();

    api.service().close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    await().atMost(PATIENCE).until(client::ended);
  }

  private long sessions() {
    String database = api.databaseUrl().substring(api.databaseUrl().lastIndexOf('/') + 1);
    try (Connection connection = TestPostgres.connection(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'sprintcap-live'
                """)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count sessions", e);
    }
  }

  private SseClient connect(String query, @Nullable String lastId) {
    SseClient client = SseClient.connect(api.port(), query, lastId);
    clients.add(client);
    assertThat(client.status()).isEqualTo(200);
    return client;
  }

  private void append(String... sprints) throws SQLException {
    try (Connection transaction = writers.begin()) {
      for (String sprint : sprints) {
        LogWriters.append(transaction, sprint);
      }
      transaction.commit();
    }
  }

  private static void awaitCount(SseClient client, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(client.messages()).hasSizeGreaterThanOrEqualTo(count));
    assertThat(client.messages()).hasSize(count);
  }

  /** Sprint and sequence of each. */
  private static List<String> data(SseClient client) {
    return client.messages().stream()
        .map(message ->
            message.data().replaceAll(".*\"sprint\":\"([^\"]+)\",\"n\":(\\d+).*", "$1 $2"))
        .toList();
  }
}
