package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedKafkaTest {
  private Path folder;
  private EmbeddedKafka kafka;

  @BeforeAll
  void start(@TempDir Path shared) {
    folder = shared;
    kafka = new EmbeddedKafka(folder, 0, Map.of("offsets.retention.minutes", "77"));
    kafka.start();
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void finalizes_the_second_version_of_transactions()
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(kafka.bootstrapServers())) {
      assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
          .containsEntry("transaction.version", new FinalizedVersionRange((short) 2, (short) 2))
          .containsEntry("group.version", new FinalizedVersionRange((short) 1, (short) 1));
    }
  }

  @Test
  void runs_with_its_own_settings_and_those_of_the_caller()
      throws ExecutionException, InterruptedException {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (Admin admin = admin(kafka.bootstrapServers())) {
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(broker)).all().get().get(broker));
      assertThat(settings.get("add.partitions.to.txn.retry.backoff.ms").value()).isEqualTo("1");
      assertThat(settings.get("auto.create.topics.enable").value()).isEqualTo("false");
      assertThat(settings.get("offsets.retention.minutes").value()).isEqualTo("77");
    }
  }

  @Test
  void is_ready_for_groups_before_the_first_consumer_comes() {
    ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
    try (Admin admin = admin(kafka.bootstrapServers())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> admin.listTopics(all).names().get().contains("__consumer_offsets"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
  void serves_a_client_whatever_localhost_means_to_it(String host)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(host + ":" + kafka.port())) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void is_not_reachable_from_other_machines() throws IOException {
    List<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : outside) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            try (Socket socket = new Socket()) {
              socket.connect(new InetSocketAddress(address, kafka.port()), 1_000);
            }
          });
    }
  }

  @Test
  void refuses_a_folder_that_has_a_living_owner() {
    try (EmbeddedKafka second = new EmbeddedKafka(folder, 0, Map.of())) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(second::start)
          .withMessageContaining(folder.toString())
          .withMessageContaining("in use");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void names_a_busy_port_and_its_setting(String host, @TempDir Path other) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(host));
        EmbeddedKafka second = new EmbeddedKafka(other, socket.getLocalPort(), Map.of())) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(second::start)
          .withMessageContaining("Port " + socket.getLocalPort())
          .withMessageContaining("SPRINTCAP_KAFKA_PORT");
    }
  }

  @Test
  void names_a_setting_of_the_caller_that_cannot_be(@TempDir Path other) {
    try (EmbeddedKafka second = new EmbeddedKafka(other, 0, Map.of("num.io.threads", "many"))) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(second::start)
          .withMessageContaining("num.io.threads")
          .withMessageContaining("many");
    }
  }

  @Test
  void does_not_let_the_broker_end_the_process_it_is_a_guest_of() {
    assertThatExceptionOfType(EmbeddedServerException.class)
        .isThrownBy(() -> Exit.halt(1, "all log dirs have failed"))
        .withMessageContaining("all log dirs have failed");
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
