package dev.sprintcapacity.consumers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.testkit.SprintStory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Consumers are started together, survive a restart, and end in reverse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String KEPT =
      """
      select event_id::text || ' ' || sequence as kept
      from kept_events.kept_event
      where sprint_id = ?
      order by sequence, event_id
      """;

  @TempDir private static Path folder;
  private Servers servers;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  void start() {
    servers = Servers.start(folder);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void each_event_has_one_effect_also_over_a_restart() {
    List<Event> life = SprintStory.wholeLife("sprint-restarted");
    servers.publish(life.subList(0, 3));
    try (Consumers consumers = keeping()) {
      consumers.start();
      awaitKept("sprint-restarted", life.subList(0, 3));
    }
    servers.publish(life.subList(3, life.size()));
    try (Consumers consumers = keeping()) {
      consumers.start();

      awaitKept("sprint-restarted", life);
      assertThat(consumers.reports()).containsOnlyKeys("keeping");
      await().atMost(PATIENCE).until(() -> consumers.all().getFirst().report().isReady());
    }
  }

  @Test
  void their_meters_are_in_the_registry_they_are_bound_to() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Consumers consumers = keeping()) {
      consumers.start();
      consumers.bindTo(registry);

      await()
          .atMost(PATIENCE)
          .until(() ->
              registry.get("sprintcap.consumer.ready").tag("group", "keepers").gauge().value()
                  == 1);
      await("meters of the partitions that were assigned since")
          .atMost(PATIENCE)
          .until(
              () -> registry.find("sprintcap.consumer.partition.lag.records").gauges().size() >= 4);
    }
  }

  @Test
  void they_end_in_reverse_and_once() {
    Consumers consumers = told(aConsumer("email"), aConsumer("analytics"));
    consumers.start();

    consumers.close();
    consumers.close();

    assertThat(asked.subList(0, 2)).containsExactlyInAnyOrder("start email", "start analytics");
    assertThat(asked.subList(2, asked.size())).containsExactly("close analytics", "close email");
  }

  @Test
  void where_one_refuses_to_start_the_others_are_ended_and_the_reason_is_told() {
    for (int refusing = 0; refusing < 3; refusing++) {
      asked.clear();
      List<ToldConsumer> three =
          List.of(aConsumer("email"), aConsumer("analytics"), aConsumer("jira"));
      three.get(refusing).refusingStart();
      String refuser = three.get(refusing).name();
      Consumers consumers = told(three.toArray(ToldConsumer[]::new));

      assertThatThrownBy(consumers::start)
          .isInstanceOf(ConsumersException.class)
          .hasMessage(refuser + " will not start");

      assertThat(asked.stream().filter(word -> word.startsWith("close")))
          .hasSize(2)
          .doesNotContain("close " + refuser);
    }
  }

  @Test
  void where_one_refuses_to_end_the_others_end_all_the_same() {
    Consumers consumers = told(aConsumer("email").refusingClose(), aConsumer("analytics"));
    consumers.start();

    assertThatThrownBy(consumers::close)
        .isInstanceOf(ConsumersException.class)
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(each -> assertThat(each).hasMessage("email will not end")));
    assertThat(asked).contains("close email", "close analytics");
  }

  @Test
  void closed_while_they_start_none_is_left_running() {
    AtomicReference<Runnable> close = new AtomicReference<>(() -> {});
    ToldConsumer slow = aConsumer("email").whileStarting(() -> close.get().run());
    Consumers consumers = told(slow);
    close.set(consumers::close);

    consumers.start();

    assertThat(asked).containsExactly("start email", "close email");
  }

  @Test
  void a_database_that_never_comes_is_named_when_the_wait_is_over() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("DATABASE_URL", "postgres://sprint:s3cret@127.0.0.1:1/plans");
    environment.put("SPRINTCAP_DATABASE_WAIT", "0s");
    Consumers consumers =
        new Consumers(
            ConsumersSettings.read(environment),
            Map.of(
                ConsumerKind.EMAIL, () -> aConsumer("email"),
                ConsumerKind.ANALYTICS, () -> aConsumer("analytics")),
            Clock.systemUTC());

    assertThatThrownBy(consumers::start)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("PostgreSQL at postgresql://127.0.0.1:1/plans as sprint")
        .hasMessageContaining("did not answer within 0 s")
        .hasMessageNotContaining("s3cret");
    assertThat(asked).isEmpty();
  }

  @Test
  void a_database_that_is_not_there_on_a_server_that_is_ends_the_wait_at_once() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.compute("DATABASE_URL", (key, url) -> url.replaceFirst("/\\w+\\?", "/nowhere?"));
    assertThat(environment.get("DATABASE_URL")).contains("nowhere");
    Consumers consumers =
        new Consumers(ConsumersSettings.read(environment), Map.of(), Clock.systemUTC());

    assertThatThrownBy(consumers::start)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("refuses us")
        .hasMessageContaining("nowhere");
  }

  @Test
  void where_none_is_wanted_nothing_is_started() {
    try (Consumers consumers =
        Consumers.of(
            ConsumersSettings.read(Map.of("SPRINTCAP_CONSUMERS", "none")), Clock.systemUTC())) {
      consumers.start();

      assertThat(consumers.all()).isEmpty();
    }
  }

  private ToldConsumer aConsumer(String name) {
    return new ToldConsumer(name, asked);
  }

  private Consumers told(ToldConsumer... consumers) {
    asked.clear();
    Map<ConsumerKind, Supplier<SprintConsumer>> makers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (ToldConsumer consumer : consumers) {
      names.add(consumer.name());
      makers.put(ConsumerKind.of(consumer.name()).orElseThrow(), () -> consumer);
    }
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("SPRINTCAP_CONSUMERS", String.join(",", names));
    environment.put("JIRA_URL", "https://jira.example.com");
    environment.put("JIRA_BOARD_ID", "7");
    environment.put("JIRA_TOKEN", "of-the-test");
    return new Consumers(ConsumersSettings.read(environment), makers, Clock.systemUTC());
  }

  private Consumers keeping() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("SPRINTCAP_CONSUMERS", "analytics");
    ConsumersSettings settings = ConsumersSettings.read(environment);
    return new Consumers(
        settings,
        Map.of(
            ConsumerKind.ANALYTICS,
            () -> new KeepingConsumer(settings.database(), settings.kafka())),
        Clock.systemUTC());
  }

  private void awaitKept(String sprintId, List<Event> events) {
    List<String> expected =
        events.stream().map(event -> event.id() + " " + event.sequence()).toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept(sprintId)).isEqualTo(expected));
  }

  private List<String> kept(String sprintId) throws SQLException {
    List<String> kept = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(servers.databaseUrl());
        PreparedStatement statement = connection.prepareStatement(KEPT)) {
      statement.setString(1, sprintId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          kept.add(row.getString("kept"));
        }
      }
    }
    return kept;
  }
}
