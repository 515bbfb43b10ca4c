package dev.sprintcapacity.consumers.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.Faults;
import dev.sprintcapacity.testkit.SprintStory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The consumer and its rebuilding against a real Kafka and a real PostgreSQL. */
class AnalyticsRebuildTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<Event> EVENTS =
      Faults.interleaved(
          3, List.of(SprintStory.wholeLife("sprint-1"), SprintStory.wholeLife("sprint-2")));

  /** Events, sprints, figures, points. */
  private static final int ROWS = 14 + 2 + 2 + 14;

  @RegisterExtension static final AnalyticsDatabase database = new AnalyticsDatabase();

  @Test
  void a_rebuild_waits_for_no_consumer_and_brings_the_same_content_back(@TempDir Path folder)
      throws SQLException, ExecutionException, InterruptedException {
    try (EmbeddedKafka kafka =
        new EmbeddedKafka(folder, 0, Map.of("group.initial.rebalance.delay.ms", "0"))) {
      kafka.start();
      publish(kafka.bootstrapServers());
      Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
      AnalyticsRebuild rebuild = new AnalyticsRebuild(database.address(), environment);
      List<String> live;
      try (AnalyticsConsumer consumer = started(environment)) {
        live = awaitRows();

        assertThatThrownBy(rebuild::run)
            .isInstanceOf(ConsumersException.class)
            .hasMessageContainingAll(
                "Analytics was not rebuilt", "analytics-processor has members", "stop");
        assertThat(database.dump()).isEqualTo(live);
        assertThat(consumer.report().isReady()).isTrue();
      }
      database.execute("update sprint set team_size = 77, state = 'planned'");

      rebuild.run();
      assertThat(database.dump()).isEmpty();
      rebuild.run();
      try (AnalyticsConsumer again = started(environment)) {
        assertThat(awaitRows()).isEqualTo(live);
        assertThat(again.report().isReady()).isTrue();
      }
    }
  }

  @Test
  void a_rebuild_that_kafka_does_not_answer_leaves_the_tables_as_they_are() throws SQLException {
    database.execute(
        """
        insert into sprint (sprint_id, first_sequence, created_at, last_sequence, updated_at)
        values ('sprint-1', 1, now(), 1, now())
        """);
    List<String> before = database.dump();

    assertThatThrownBy(() ->
            new AnalyticsRebuild(
                    database.address(), Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"))
                .run())
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("Kafka did not forget the progress of group analytics-processor");

    assertThat(database.dump()).isEqualTo(before);
  }

  @Test
  void a_consumer_that_was_not_started_says_so_and_one_that_was_closed_does_not_start() {
    AnalyticsConsumer consumer =
        new AnalyticsConsumer(database.address(), Map.of(), Clock.systemUTC());

    assertThat(consumer.name()).isEqualTo("analytics");
    assertThat(consumer.report().snapshot().group()).isEqualTo("analytics-processor");
    assertThat(consumer.report().snapshot().phase()).isEqualTo(ConsumerPhase.CREATED);
    consumer.close();
    consumer.close();
    assertThatThrownBy(consumer::start)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_setting_that_kafka_refuses_is_told_and_nothing_is_left_running() {
    AnalyticsConsumer consumer =
        new AnalyticsConsumer(
            database.address(), Map.of("KAFKA_BOOTSTRAP_SERVERS", "nowhere"), Clock.systemUTC());

    assertThatThrownBy(consumer::start)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("The analytics consumer could not start");
    consumer.close();
  }

  private static AnalyticsConsumer started(Map<String, String> environment) {
    AnalyticsConsumer consumer =
        new AnalyticsConsumer(database.address(), environment, Clock.systemUTC());
    consumer.start();
    consumer.start();
    return consumer;
  }

  private static List<String> awaitRows() {
    return await("all rows").atMost(PATIENCE).until(database::dump, rows -> rows.size() == ROWS);
  }

  private static void publish(String servers) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      admin
          .createTopics(
              Arrays.stream(Topic.values())
                  .map(topic -> new NewTopic(topic.topicName(), 2, (short) 1))
                  .toList())
          .all()
          .get();
      for (Event event : EVENTS) {
        producer.send(EventRecords.of(event)).get();
      }
    }
  }
}
