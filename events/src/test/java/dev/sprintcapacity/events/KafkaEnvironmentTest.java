package dev.sprintcapacity.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaEnvironmentTest {
  @Test
  void an_empty_environment_means_a_broker_on_this_machine() {
    assertThat(KafkaEnvironment.clientProperties(Map.of()))
        .containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
  }

  @Test
  void the_three_variables_of_the_founding_document_are_understood() {
    assertThat(
            KafkaEnvironment.clientProperties(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", "broker-1:9092,broker-2:9092",
                    "KAFKA_CONSUMER_GROUP", "sprint-processor",
                    "KAFKA_AUTO_OFFSET_RESET", "latest")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "broker-1:9092,broker-2:9092",
                "group.id", "sprint-processor",
                "auto.offset.reset", "latest"));
  }

  @Test
  void any_client_key_passes_through_unchanged() {
    String jaas = " org.apache.kafka.common.security.scram.ScramLoginModule required user=\"a\"; ";

    assertThat(
            KafkaEnvironment.clientProperties(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", "b:1",
                    "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                    "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                    "KAFKA_SASL_JAAS_CONFIG", jaas,
                    "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/trust.p12",
                    "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", "",
                    "KAFKA_MAX_POLL_RECORDS", "100")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "b:1",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", jaas,
                "ssl.truststore.location", "/etc/trust.p12",
                "ssl.endpoint.identification.algorithm", "",
                "max.poll.records", "100"));
  }

  @Test
  void other_variables_are_left_alone() {
    assertThat(
            KafkaEnvironment.clientProperties(
                Map.of("PATH", "/bin", "KAFKA_", "x", "kafka_group_id", "x", "MY_KAFKA_X", "x")))
        .containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void a_file_gives_a_value_without_the_white_space_around_it(@TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("password"), "\n s3cret with space \n");

    assertThat(
            KafkaEnvironment.clientProperties(
                Map.of(
                    "KAFKA_SSL_KEYSTORE_PASSWORD_FILE", secret.toString(),
                    "KAFKA_CONSUMER_GROUP_FILE", secret.toString())))
        .containsEntry("ssl.keystore.password", "s3cret with space")
        .containsEntry("group.id", "s3cret with space")
        .hasSize(3);
  }

  @Test
  void a_missing_file_is_reported_with_variable_key_and_path(@TempDir Path folder) {
    Path missing = folder.resolve("absent");

    assertThatThrownBy(() ->
            KafkaEnvironment.clientProperties(
                Map.of("KAFKA_SASL_JAAS_CONFIG_FILE", missing.toString())))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(
            "KAFKA_SASL_JAAS_CONFIG_FILE: there is no file %s to read sasl.jaas.config from",
            missing);
  }

  @Test
  void a_file_that_cannot_be_a_value_is_reported(@TempDir Path folder) throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path huge = Files.write(folder.resolve("huge"), new byte[1024 * 1024 + 1]);

    assertThat(
            KafkaEnvironment.problems(
                Map.of(
                    "KAFKA_A_FILE", folder.toString(),
                    "KAFKA_B_FILE", binary.toString(),
                    "KAFKA_C_FILE", huge.toString())))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("KAFKA_A_FILE: cannot read a from " + folder),
            second -> assertThat(second).startsWith("KAFKA_B_FILE: cannot read b from " + binary),
            third -> assertThat(third).contains("KAFKA_C_FILE", "1048577", huge.toString()));
  }

  @Test
  void two_sources_for_one_key_are_an_error_even_where_they_agree(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("group"), "a");

    assertThat(
            KafkaEnvironment.problems(Map.of("KAFKA_CONSUMER_GROUP", "a", "KAFKA_GROUP_ID", "a")))
        .containsExactly("KAFKA_CONSUMER_GROUP and KAFKA_GROUP_ID both set group.id: keep one");
    assertThat(
            KafkaEnvironment.problems(
                Map.of("KAFKA_GROUP_ID", "a", "KAFKA_GROUP_ID_FILE", file.toString())))
        .containsExactly("KAFKA_GROUP_ID and KAFKA_GROUP_ID_FILE both set group.id: keep one");
  }

  @Test
  void all_problems_are_told_at_once_and_no_secret_with_them(@TempDir Path folder) {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "  ",
            "KAFKA_SASL_JAAS_CONFIG",
            "hunter2",
            "KAFKA_SASL_JAAS_CONFIG_FILE",
            folder.resolve("absent").toString(),
            "KAFKA_SSL_KEY_PASSWORD_FILE",
            folder.resolve("absent").toString());

    assertThat(KafkaEnvironment.problems(environment)).hasSize(3);
    assertThatThrownBy(() -> KafkaEnvironment.clientProperties(environment))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContainingAll(
            "KAFKA_SASL_JAAS_CONFIG and KAFKA_SASL_JAAS_CONFIG_FILE both set sasl.jaas.config",
            "KAFKA_SSL_KEY_PASSWORD_FILE: there is no file",
            "KAFKA_BOOTSTRAP_SERVERS is empty: set host:port, or remove it to use localhost:9092")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void client_keys_that_end_in_file_are_values_and_not_files_to_read(@TempDir Path folder)
      throws IOException {
    Path named = Files.writeString(folder.resolve("name"), "/run/template.json\n");

    assertThat(
            KafkaEnvironment.clientProperties(
                Map.of(
                    "KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE", "/run/assertion",
                    "KAFKA_SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE", "/run/key.pem",
                    "KAFKA_SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE_FILE", named.toString())))
        .containsEntry("sasl.oauthbearer.assertion.file", "/run/assertion")
        .containsEntry("sasl.oauthbearer.assertion.private.key.file", "/run/key.pem")
        .containsEntry("sasl.oauthbearer.assertion.template.file", "/run/template.json");
  }

  @Test
  void the_settings_cannot_be_changed_by_whoever_reads_them() {
    Map<String, Object> settings = KafkaEnvironment.clientProperties(Map.of());

    assertThatThrownBy(() -> settings.put("group.id", "x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
