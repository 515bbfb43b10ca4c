package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, each in a process of its own. */
class KafkaClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int NODES = 3;
  private static final String TRANSACTIONS = "__transaction_state";

  @TempDir Path folder;

  private final List<ChildJvm> brokers = new ArrayList<>();

  @AfterEach
  void end() {
    brokers.forEach(ChildJvm::close);
  }

  @Test
  void three_nodes_hold_three_replicas_and_commit_without_any_one_of_them()
      throws IOException, ExecutionException, InterruptedException {
    List<Integer> controllers = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      controllers.add(FreePorts.any());
    }
    for (ClusterNode node : ClusterNode.newCluster(controllers)) {
      brokers.add(
          ChildJvm.start(
              EmbeddedKafkaMain.class,
              folder.resolve("node-" + node.id()).toString(),
              "0",
              EmbeddedKafkaMain.NODE + node.word()));
    }
    List<String> addresses = new ArrayList<>();
    for (ChildJvm broker : brokers) {
      addresses.add("127.0.0.1:" + broker.awaitReady().getFirst());
    }
    String bootstrapServers = String.join(",", addresses);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic("notes", 1, (short) NODES))).all().get();
      Records.commit(bootstrapServers, "with all");
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(replicasInSync(admin, "notes", TRANSACTIONS)).containsOnly(NODES));
      assertThat(setting(admin, "notes")).isEqualTo("2");
      assertThat(setting(admin, TRANSACTIONS)).isEqualTo("2");

      brokers.getFirst().kill();
      Records.commit(bootstrapServers, "without one");

      assertThat(Records.committed(bootstrapServers)).containsExactly("with all", "without one");
    }
  }

  @Test
  void a_place_in_a_cluster_is_a_word_that_names_what_is_wrong_with_it() {
    ClusterNode second = ClusterNode.newCluster(List.of(20_001, 20_002, 20_003)).get(1);

    assertThat(ClusterNode.parse(second.word())).isEqualTo(second);
    assertThat(second.voters()).isEqualTo("1@127.0.0.1:20001,2@127.0.0.1:20002,3@127.0.0.1:20003");
    assertThatThrownBy(() -> ClusterNode.parse("second of three"))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("second of three");
    assertThatThrownBy(() -> new ClusterNode(second.clusterId(), 4, second.controllerPorts()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("1 to 3, not 4");
  }

  private static Set<Integer> replicasInSync(Admin admin, String... topics)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(List.of(topics)).allTopicNames().get().values().stream()
        .map(TopicDescription::partitions)
        .flatMap(List::stream)
        .map(partition -> partition.isr().size())
        .collect(Collectors.toSet());
  }

  private static String setting(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
            admin.describeConfigs(List.of(resource)).all().get().get(resource))
        .get("min.insync.replicas")
        .value();
  }
}
