package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka or PostgreSQL away, and back. */
class RelayOutageTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension final RelayServers servers = new RelayServers();
  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  @Test
  void without_kafka_events_are_logged_and_published_in_order_when_it_comes()
      throws SQLException, IOException {
    int port = freePort();
    servers.use("127.0.0.1:" + port);
    Relay relay = servers.relay();
    relay.start();
    EventWriter writer = servers.writer();
    for (int i = 0; i < 60; i++) {
      writer.append("s" + i % 3).commit();
    }
    await()
        .atMost(LIMIT)
        .until(() -> log.lines().stream().anyMatch(line -> line.contains("no broker answers")));
    relay.committed(List.of(event(EventType.SPRINT_CREATED), event(EventType.TEAM_MEMBER_ADDED)));

    assertThat(relay.status()).isInstanceOf(RelayStatus.Connecting.class);
    assertThat(relay.metrics().oldestWaiting()).isPositive();
    assertThat(log.lines())
        .contains(
            "WARN Kafka producer not enabled. Event logged: sprint.created",
            "WARN Kafka producer not enabled. Event logged: team_member.added")
        .doesNotContain("INFO Kafka producer started successfully");
    assertThat(log.lines())
        .as("one line per reason, not per attempt")
        .filteredOn(line -> line.contains("cannot publish"))
        .hasSize(1);

    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      TopicReader reader = servers.reader();
      reader.awaitExactly(60);
      reader.assertOnceAndInOrder();
      writer.append("s0").commit();
      reader.awaitExactly(61);
      assertThat(relay.status()).isInstanceOf(RelayStatus.Active.class);
      assertThat(log.lines())
          .containsSubsequence(
              "INFO Kafka producer started successfully",
              "INFO Published event: sprint.created to topic: sprint.lifecycle")
          .contains("INFO Published event: team_member.added to topic: sprint.team-members");
      relay.close(RelayServers.CLOSE_LIMIT);
    }
  }

  @Test
  void a_restart_of_kafka_in_the_middle_loses_and_repeats_nothing()
      throws SQLException, IOException {
    int port = freePort();
    servers.use("127.0.0.1:" + port);
    Relay relay = servers.relay();
    relay.start();
    EventWriter writer = servers.writer();
    int written = 0;
    for (int round = 0; round < 3; round++) {
      try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
        kafka.start();
        await().atMost(LIMIT).until(() -> relay.status() instanceof RelayStatus.Active);
        for (int i = 0; i < 100; i++) {
          writer.append("s" + i % 3).commit();
        }
        written += 100;
      }
      for (int i = 0; i < 20; i++) {
        writer.append("s" + i % 3).commit();
      }
      written += 20;
    }
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      TopicReader reader = servers.reader();
      reader.awaitExactly(written);
      reader.assertOnceAndInOrder();
      reader.close();
      relay.close(RelayServers.CLOSE_LIMIT);
    }
  }

  @Test
  void a_crash_of_postgresql_in_the_middle_loses_and_repeats_nothing() throws SQLException {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, 0)) {
      postgres.start();
      servers.use(postgres);
      Relay relay = servers.relay();
      relay.start();
      TopicReader reader = servers.reader();
      int written = 0;
      for (int round = 0; round < 4; round++) {
        EventWriter writer = servers.writer();
        for (int i = 0; i < 40; i++) {
          writer.append("s" + i % 3).commit();
          // ids of transactions that roll back last before a crash are given again
          writer.append("s0").rollback();
        }
        written += 40;
        if (round % 2 == 0) {
          reader.await(written);
        }
        crash(postgres);
      }
      await().atMost(LIMIT).until(() -> relay.status() instanceof RelayStatus.Active);
      EventWriter writer = servers.writer();
      writer.append("s0").commit();

      reader.awaitExactly(written + 1);
      reader.assertOnceAndInOrder();
      relay.close(RelayServers.CLOSE_LIMIT);
    }
  }

  @Test
  void when_the_session_of_the_active_relay_is_ended_another_takes_over() throws SQLException {
    List<Relay> relays = List.of(servers.relay(), servers.relay());
    relays.forEach(Relay::start);
    EventWriter writer = servers.writer();
    TopicReader reader = servers.reader();
    for (int round = 1; round <= 5; round++) {
      RelayTest.onlyActive(relays);
      servers.endRelaySessions();
      for (int i = 0; i < 10; i++) {
        writer.append("s" + i % 3).commit();
      }
      reader.await(10 * round);
    }

    reader.awaitExactly(50);
    reader.assertOnceAndInOrder();
  }

  private static void crash(EmbeddedPostgres postgres) {
    long killed = postgres.pid();
    assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> postgres.pid() != killed && postgres.isAlive());
  }

  private static EncodedEvent event(EventType type) {
    return new EncodedEvent(
        new UUID(1, 2),
        type,
        "sprint-1",
        1,
        Instant.parse("2025-11-27T10:30:00Z"),
        null,
        new byte[0]);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
