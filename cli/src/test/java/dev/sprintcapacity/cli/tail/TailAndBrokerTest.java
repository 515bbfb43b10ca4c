package dev.sprintcapacity.cli.tail;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static dev.sprintcapacity.cli.SampleEvents.aSprintDeleted;
import static dev.sprintcapacity.cli.SampleEvents.aTeamMemberAdded;
import static dev.sprintcapacity.cli.TestBroker.recordOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.cli.TestBroker;
import dev.sprintcapacity.events.EncodedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tail does while the broker is away, comes back, or refuses. */
class TailAndBrokerTest {
  private static final String TOPIC = "sprint.lifecycle";

  @TempDir private Path folder;

  @Test
  void it_waits_for_a_broker_and_then_shows_all_that_was_published_since_it_was_started() {
    int port = freePort();
    try (CommandRun tail = tail("localhost:" + port, "--max-events", "1")) {
      tail.awaitErr("waiting for Kafka at localhost:" + port + "; Ctrl-C ends");
      try (TestBroker elsewhere = TestBroker.start(folder, 0, Map.of())) {
        elsewhere.createTopic(TOPIC, 1);
        elsewhere.publish(publishedNow(aSprintCreated("s")));
      }
      try (TestBroker _ = TestBroker.start(folder, port, Map.of())) {
        assertThat(tail.awaitExit()).isZero();
        assertThat(tail.out()).contains("sprint.created  s");
        assertThat(tail.err().lines().filter(line -> line.contains("waiting for Kafka")))
            .hasSize(1);
      }
    }
  }

  @Test
  void what_was_published_before_it_was_started_stays_unshown_though_the_broker_came_later() {
    int port;
    try (TestBroker broker = TestBroker.start(folder, 0, Map.of())) {
      port = broker.port();
      broker.createTopic(TOPIC, 1);
      broker.publish(recordOf(aSprintCreated("before"), TOPIC, 0));
    }
    try (CommandRun tail = tail("localhost:" + port, "--max-events", "1")) {
      tail.awaitErr("waiting for Kafka");
      try (TestBroker broker = TestBroker.start(folder, port, Map.of())) {
        tail.awaitErr("following " + TOPIC);
        broker.publish(recordOf(aSprintDeleted("after"), TOPIC, 0));

        assertThat(tail.awaitExit()).isZero();
        assertThat(tail.out()).contains("after").doesNotContain("before");
      }
    }
  }

  @Test
  void a_broker_that_restarts_costs_no_event_and_shows_none_twice() {
    TestBroker first = TestBroker.start(folder, 0, Map.of());
    int port = first.port();
    first.createTopic(TOPIC, 1);
    try (CommandRun tail = tail(first.servers())) {
      tail.awaitErr("following " + TOPIC);
      first.publish(recordOf(aSprintCreated("s"), TOPIC, 0));
      tail.awaitOut("sprint.created  s");
      first.close();
      tail.awaitErr("waiting for Kafka at localhost:" + port);
      try (TestBroker second = TestBroker.start(folder, port, Map.of())) {
        second.publish(recordOf(aTeamMemberAdded("s"), TOPIC, 0));
        tail.awaitErr("answers again").awaitOut("team_member.added  s");

        assertThat(tail.stop()).isZero();
        assertThat(tail.out().lines().filter(line -> line.endsWith("  s"))).hasSize(2);
      }
    }
  }

  @Test
  void a_broker_that_comes_back_without_its_data_is_followed_from_its_first_record() {
    TestBroker first = TestBroker.start(folder.resolve("first"), 0, Map.of());
    int port = first.port();
    first.createTopic(TOPIC, 1);
    for (String sprint : List.of("a", "b", "c")) {
      first.publish(recordOf(aSprintCreated(sprint), TOPIC, 0));
    }
    Path newData = folder.resolve("second");
    int more = 9;
    try (TestBroker elsewhere = TestBroker.start(newData, 0, Map.of())) {
      elsewhere.createTopic(TOPIC, 1);
      for (int i = 0; i < more; i++) {
        elsewhere.publish(recordOf(aSprintCreated("new-" + i), TOPIC, 0));
      }
    }
    try (CommandRun tail = tail(first.servers(), "--max-events", String.valueOf(more))) {
      tail.awaitErr("following " + TOPIC);
      first.close();
      try (TestBroker _ = TestBroker.start(newData, port, Map.of())) {
        assertThat(tail.awaitExit()).isZero();
        assertThat(tail.out()).contains("sprint.created  new-0", "sprint.created  new-8");
      }
    }
  }

  @Test
  void a_script_is_told_when_there_is_no_broker() {
    String nowhere = "localhost:" + freePort();

    CommandRun tail = tail(nowhere, "--idle-exit", "1s");

    assertThat(tail.awaitExit()).isEqualTo(1);
    assertThat(tail.err()).contains("no answer from Kafka at " + nowhere, "--bootstrap-servers");
    assertThat(tail.out()).isEmpty();
  }

  @Test
  void a_host_without_an_address_is_waited_for_like_a_broker() {
    try (CommandRun tail = tail("kafka.invalid:9092")) {
      tail.awaitErr("waiting for Kafka at kafka.invalid:9092, a name without an address");

      assertThat(tail.stop()).isZero();
    }
  }

  @Test
  void refusals_of_the_broker_end_it_with_the_reason() {
    try (TestBroker broker = TestBroker.start(folder, 0, withUsers())) {
      CommandRun stranger = tail(login("bob", "wrong"), broker.servers());
      CommandRun unauthorised = tail(login("bob", "right"), broker.servers());
      CommandRun admin = tail(login("admin", "right"), broker.servers(), "--idle-exit", "1ms");

      assertThat(stranger.awaitExit()).isEqualTo(1);
      assertThat(stranger.err())
          .contains("does not accept who we say we are", "Invalid username or password")
          .doesNotContain("wrong", "\tat ");
      assertThat(unauthorised.awaitExit()).isEqualTo(1);
      assertThat(unauthorised.err())
          .contains("does not let this user read sprint.lifecycle")
          .doesNotContain("\tat ");
      assertThat(admin.awaitExit()).isZero();
    }
  }

  private static ProducerRecord<String, byte[]> publishedNow(EncodedEvent event) {
    return new ProducerRecord<>(TOPIC, 0, event.key(), event.value());
  }

  /** One user may do everything, the other one nothing. */
  private static Map<String, String> withUsers() {
    String users =
        """
        org.apache.kafka.common.security.plain.PlainLoginModule required
        username="admin" password="right" user_admin="right" user_bob="right";\
        """;
    return Map.of(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:SASL_PLAINTEXT,PLAINTEXT6:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config",
        users,
        "listener.name.plaintext6.plain.sasl.jaas.config",
        users,
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users",
        "User:admin;User:ANONYMOUS");
  }

  private static Map<String, String> login(String user, String password) {
    return Map.of(
        "KAFKA_SECURITY_PROTOCOL",
        "SASL_PLAINTEXT",
        "KAFKA_SASL_MECHANISM",
        "PLAIN",
        "KAFKA_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }

  private static CommandRun tail(String servers, String... options) {
    return tail(Map.of(), servers, options);
  }

  private static CommandRun tail(Map<String, String> env, String servers, String... options) {
    List<String> args =
        new ArrayList<>(List.of("tail", "--bootstrap-servers", servers, "--topic", TOPIC));
    args.addAll(List.of(options));
    return CommandRun.start(env, args.toArray(String[]::new));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
