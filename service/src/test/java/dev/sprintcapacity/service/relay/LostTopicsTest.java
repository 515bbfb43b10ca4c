package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitActive;
import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that does not hold what was published to it is not published to. */
class LostTopicsTest {

  private static final String COMMAND = "./sprintcap rebuild-topic";

  @RegisterExtension final RelayServers servers = new RelayServers();
  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
    kafka.start();
    servers.use(kafka.bootstrapServers());
  }

  @AfterEach
  void stop() {
    servers.closeClients();
    kafka.close();
  }

  @Test
  void on_a_broker_that_came_back_empty_it_refuses_once_and_names_the_command()
      throws SQLException {
    publish(30);
    try (EmbeddedKafka empty = new EmbeddedKafka(folder.resolve("empty"), 0, Map.of())) {
      empty.start();
      servers.use(empty.bootstrapServers());
      Relay relay = servers.relay();
      relay.start();

      assertThat(awaitRefusal(relay))
          .contains("was published to Kafka cluster")
          .contains("holds neither its events nor its cursor")
          .contains("run " + COMMAND);
      awaitMoreLooks();
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("ERROR") && line.contains(COMMAND))
          .hasSize(1);
      servers.reader().awaitExactly(0);
      servers.closeClients();
    }
  }

  @Test
  void a_topic_that_was_deleted_is_not_taken_for_published()
      throws SQLException, ExecutionException, InterruptedException {
    publish(30);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of("sprint.team-members")).all().get();
    }
    servers.writer().append("new").commit();
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay))
        .contains("Kafka has lost events")
        .contains("topic sprint.team-members does not hold it any more")
        .contains("run " + COMMAND + " --delete-topics");
  }

  @Test
  void topics_that_lost_their_last_event_are_refused()
      throws SQLException, ExecutionException, InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = publish(30);
    ConsumerRecord<byte[], byte[]> last = records.getLast();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(TopicSetup.eventTopics()).all().get();
      new TopicSetup(admin, servers.settings().topics()).createEventTopics();
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (ConsumerRecord<byte[], byte[]> each : records.subList(0, records.size() - 1)) {
        producer.send(copy(each)).get();
      }
    }
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay))
        .contains("Kafka has lost events: " + TopicReader.key(last) + "#")
        .contains(COMMAND);
  }

  @Test
  void what_was_aborted_behind_the_last_events_does_not_hide_them() throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> records = publish(30);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "other"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 10; i++) {
        records.forEach(each -> {
          var _ = producer.send(copy(each));
        });
      }
      producer.flush();
      producer.abortTransaction();
    }
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitActive(relay)).isEmpty();
    servers.writer().append("new").commit();
    servers.reader().awaitExactly(31);
  }

  @Test
  void a_log_that_was_published_by_an_older_version_is_remembered_too() throws SQLException {
    publish(1);
    servers.execute("delete from publication");
    Relay relay = servers.relay();
    relay.start();
    awaitActive(relay);

    try (LogSession session = new LogSession(servers.database())) {
      session.open();
      assertThat(session.publications().known("another cluster", servers.name())).isPresent();
    }
  }

  @Test
  void a_relay_that_refuses_gives_way_between_two_looks() throws SQLException {
    publish(1);
    servers.execute("alter table event disable trigger event_append_only");
    Relay relay = servers.relay();
    relay.start();
    awaitRefusal(relay);

    try (LogSession session = new LogSession(servers.database())) {
      session.open();
      await().atMost(Duration.ofSeconds(60)).until(() -> session.tryLead(servers.name()));
    }
    servers.execute("alter table event enable always trigger event_append_only");
    awaitActive(relay);
  }

  private List<ConsumerRecord<byte[], byte[]>> publish(int events) throws SQLException {
    EventWriter writer = servers.writer();
    for (int i = 0; i < events; i++) {
      writer.append("s" + i % 3).commit();
    }
    Relay relay = servers.relay();
    relay.start();
    TopicReader reader = servers.reader();
    reader.awaitExactly(events);
    awaitRemembered();
    relay.close(RelayServers.CLOSE_LIMIT);
    return reader.await(events);
  }

  private void awaitRemembered() {
    try (LogSession session = new LogSession(servers.database())) {
      session.open();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> session.publications().known("any", servers.name()).isPresent());
    }
  }

  /** Until the relay has led and given way a few times. */
  private void awaitMoreLooks() {
    try (LogSession session = new LogSession(servers.database())) {
      session.open();
      for (int i = 0; i < 3; i++) {
        await().atMost(Duration.ofSeconds(60)).until(() -> relaySessions() > 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> relaySessions() == 1);
      }
    }
  }

  private int relaySessions() throws SQLException {
    return servers.number(
        """
        select count(*) from pg_stat_activity
        where application_name = 'sprintcap-relay' and datname = current_database()
        """);
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> of) {
    return new ProducerRecord<>(
        of.topic(), of.partition(), of.timestamp(), of.key(), of.value(), of.headers());
  }
}
