package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where publishing would lose or repeat events, nothing is published and the reason is said. */
class RelayRefusalTest {

  @RegisterExtension final RelayServers servers = new RelayServers();

  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  @Test
  void on_another_database_it_refuses_and_does_not_disturb_the_rightful_relay()
      throws SQLException {
    LogDatabase other = servers.copyOfDatabase();
    Relay rightful = servers.relay();
    rightful.start();
    EventWriter writer = servers.writer();
    writer.append("a").commit();
    TopicReader reader = servers.reader();
    reader.await(1);
    RelaySettings settings = servers.settings();
    Relay foreign =
        servers.relay(
            new RelaySettings(
                true, settings.name(), other, settings.kafka(), settings.topics(), settings.pace()),
            RelayProbe.NONE);
    foreign.start();

    assertThat(awaitRefusal(foreign)).contains("belongs to another database");
    for (int i = 0; i < 20; i++) {
      writer.append("a").commit();
    }
    reader.awaitExactly(21);
    assertThat(rightful.metrics().failures()).isZero();
    assertThat(foreign.metrics().publishedEvents()).isZero();
  }

  @Test
  void without_its_cursor_it_refuses_to_repeat_what_the_topics_hold() throws SQLException {
    Relay first = servers.relay();
    first.start();
    servers.writer().append("a").append("a").commit();
    TopicReader reader = servers.reader();
    reader.await(2);
    first.close(RelayServers.CLOSE_LIMIT);
    RelaySettings settings = servers.settings();
    Relay renamed =
        servers.relay(
            new RelaySettings(
                true,
                settings.name() + "-renamed",
                settings.database(),
                settings.kafka(),
                settings.topics(),
                settings.pace()),
            RelayProbe.NONE);
    renamed.start();

    assertThat(awaitRefusal(renamed))
        .contains("there is no cursor")
        .contains(servers.name() + "-a");
    reader.awaitExactly(2);
  }

  @Test
  void a_cursor_it_cannot_read_is_refused_and_once_it_is_gone_work_goes_on()
      throws SQLException, ExecutionException, InterruptedException {
    RelaySettings settings = servers.settings();
    try (Admin admin = admin(servers.bootstrapServers())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(settings.topics().cursorTopic(), 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
    servers.putCursor("{\"format\":2}");
    servers.writer().append("a").commit();
    Relay relay = servers.relay();
    relay.start();

    assertThat(awaitRefusal(relay)).contains("format 2").contains("newer version");
    servers.putCursor(null);
    servers.reader().awaitExactly(1);
    assertThat(relay.status()).isInstanceOf(RelayStatus.Active.class);
  }

  @Test
  void a_cursor_topic_that_forgets_is_refused_until_it_is_compacted()
      throws SQLException, ExecutionException, InterruptedException {
    String topic = servers.settings().topics().cursorTopic();
    try (Admin admin = admin(servers.bootstrapServers())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      servers.writer().append("a").commit();
      Relay relay = servers.relay();
      relay.start();

      assertThat(awaitRefusal(relay)).contains("cleanup.policy=delete").contains("compact");
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  Set.of(
                      new AlterConfigOp(
                          new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET))))
          .all()
          .get();
      servers.reader().awaitExactly(1);
    }
  }

  @Test
  void a_cluster_with_old_transactions_is_refused_until_it_is_upgraded()
      throws SQLException, ExecutionException, InterruptedException {
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, 0, Map.of())) {
      kafka.start();
      servers.use(kafka.bootstrapServers());
      try (Admin admin = admin(kafka.bootstrapServers())) {
        transactionVersion(admin, (short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        servers.writer().append("a").commit();
        Relay relay = servers.relay();
        relay.start();

        assertThat(awaitRefusal(relay)).contains("version 1").contains("kafka-features.sh");
        assertThat(log.lines())
            .anyMatch(line -> line.startsWith("ERROR") && line.contains("kafka-features.sh"));
        transactionVersion(admin, (short) 2, FeatureUpdate.UpgradeType.UPGRADE);
        TopicReader reader = servers.reader();
        reader.awaitExactly(1);
        reader.close();
        relay.close(RelayServers.CLOSE_LIMIT);
      }
    }
  }

  private static void transactionVersion(
      Admin admin, short version, FeatureUpdate.UpgradeType direction)
      throws ExecutionException, InterruptedException {
    admin
        .updateFeatures(
            Map.of("transaction.version", new FeatureUpdate(version, direction)),
            new UpdateFeaturesOptions())
        .all()
        .get();
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
