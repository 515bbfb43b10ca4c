package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.lag.Health;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.EnvironmentReader;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.SprintStory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The consumer as the service runs it: a real broker, a real database, calls over HTTP. */
class JiraConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SPRINTS = 12;

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws ExecutionException, InterruptedException, TimeoutException {
    kafka = new EmbeddedKafka(folder, 0, Map.of());
    kafka.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(Topic.SPRINT_LIFECYCLE.topicName(), 4, (short) 1)))
          .all()
          .get(1, TimeUnit.MINUTES);
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void instances_share_the_sprints_and_jira_is_called_once_for_each()
      throws ExecutionException, InterruptedException, TimeoutException {
    try (StubJira jira = StubJira.start(Rig.HEADER)) {
      JiraConsumer first = consumer(jira);
      try (first;
          JiraConsumer second = consumer(jira)) {
        first.start();
        second.start();
        await()
            .atMost(PATIENCE)
            .until(() ->
                partitions(first) > 0
                    && partitions(second) > 0
                    && partitions(first) + partitions(second) == 4);
        jira.next(Call.CREATE, new Fault.CutAfter(), Fault.error(401, "not now"));

        publish();
        await()
            .atMost(PATIENCE)
            .until(() ->
                first.report().health() instanceof Health.Unhealthy
                    || second.report().health() instanceof Health.Unhealthy
                    || jira.sprints().size() == SPRINTS);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(jira.sprints())
                    .hasSize(SPRINTS)
                    .extracting(StubSprint::state)
                    .containsOnly("active"));

        assertThat(first.counts().created()).isPositive();
        assertThat(second.counts().created()).isPositive();
        assertThat(jira.count(Call.CREATE)).isEqualTo(SPRINTS + 1);
        await().atMost(PATIENCE).until(() -> first.report().lagRecords() == 0);
        assertThat(first.checkDrift().drifts()).isEmpty();
        assertThat(first.lastDrift()).isEmpty();
      }
      assertThat(jira.violations()).isEmpty();
      assertThatExceptionOfType(ConsumersException.class)
          .isThrownBy(first::start)
          .withMessageContaining("build another");
    }
  }

  @Test
  void a_consumer_that_does_not_run_says_so() {
    try (StubJira jira = StubJira.start(Rig.HEADER);
        JiraConsumer consumer = consumer(jira)) {
      assertThat(consumer.name()).isEqualTo("jira");
      assertThat(consumer.group()).isEqualTo("sync-service");
      assertThatExceptionOfType(ConsumersException.class)
          .isThrownBy(consumer::report)
          .withMessageContaining("call start() first");
    }
  }

  private static int partitions(JiraConsumer consumer) {
    return (int)
        consumer.report().snapshot().partitions().stream()
            .filter(partition -> partition.topic().equals(Topic.SPRINT_LIFECYCLE.topicName()))
            .count();
  }

  private static JiraConsumer consumer(StubJira jira) {
    EnvironmentReader reader =
        new EnvironmentReader(
            Map.of(
                "JIRA_URL",
                jira.url(),
                "JIRA_BOARD_ID",
                Long.toString(StubJira.BOARD),
                "JIRA_TOKEN",
                Rig.TOKEN,
                "JIRA_ALLOW_PRIVATE_ADDRESS",
                "true"));
    JiraSettings settings = JiraSettings.read(reader);
    reader.refuseProblems();
    return new JiraConsumer(
        settings,
        DATABASE.address(),
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
        Clock.systemUTC());
  }

  private static void publish() throws ExecutionException, InterruptedException, TimeoutException {
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= SPRINTS; i++) {
      events.addAll(SprintStory.of("sprint-" + i).created().started().events());
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer.send(EventRecords.of(event)).get(1, TimeUnit.MINUTES);
      }
    }
  }
}
