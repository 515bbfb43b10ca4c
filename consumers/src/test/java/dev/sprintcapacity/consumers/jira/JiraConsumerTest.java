package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.Health;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.EnvironmentReader;
import dev.sprintcapacity.testkit.SprintStory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The consumer as the service runs it: a real broker, a real database, calls over HTTP. */
class JiraConsumerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SPRINTS = 12;

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private static JiraBroker kafka;

  @BeforeAll
  static void start() {
    kafka = JiraBroker.start();
  }

  @AfterAll
  static void stop() throws IOException {
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
                    && partitions(first) + partitions(second) == JiraBroker.PARTITIONS);
        jira.next(Call.CREATE, new Fault.CutAfter(), Fault.error(401, "not now"));

        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= SPRINTS; i++) {
          events.addAll(SprintStory.of("sprint-" + i).created().started().events());
        }
        kafka.publish(events);
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
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(first.checkDrift().drifts()).isEmpty());
        assertThat(first.lastDrift()).isEmpty();
      }
      assertThat(jira.violations()).isEmpty();
      assertThatExceptionOfType(ConsumersException.class)
          .isThrownBy(first::start)
          .withMessageContaining("build another");
    }
  }

  @Test
  void closed_doors_make_the_consumer_unhealthy_until_they_are_opened()
      throws ExecutionException, InterruptedException, TimeoutException {
    try (StubJira jira = StubJira.start(Rig.HEADER);
        JiraConsumer consumer = consumer(jira)) {
      jira.next(
          Call.CREATE,
          Fault.error(401, "no"),
          Fault.error(401, "no"),
          Fault.error(401, "no"),
          Fault.error(401, "no"));
      consumer.start();
      kafka.publish(SprintStory.of("sprint-77").created().events());

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(consumer.report().health())
                  .isInstanceOfSatisfying(
                      Health.Unhealthy.class,
                      unhealthy ->
                          assertThat(unhealthy.reasons().getFirst())
                              .contains("401", "check JIRA_USER and JIRA_TOKEN")));
      assertThat(consumer.report().isReady()).isFalse();
      await().atMost(PATIENCE).until(() -> consumer.report().health() instanceof Health.Healthy);
      assertThat(jira.sprints()).hasSize(1);
    }
  }

  @Test
  void a_consumer_that_does_not_run_says_so() {
    try (StubJira jira = StubJira.start(Rig.HEADER);
        JiraConsumer consumer = consumer(jira)) {
      assertThat(consumer.name()).isEqualTo("jira");
      assertThat(consumer.group()).isEqualTo("sync-service");
      assertThat(consumer.report().snapshot().phase()).isEqualTo(ConsumerPhase.CREATED);
      assertThatExceptionOfType(ConsumersException.class)
          .isThrownBy(consumer::counts)
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
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.servers()),
        Clock.systemUTC());
  }
}
