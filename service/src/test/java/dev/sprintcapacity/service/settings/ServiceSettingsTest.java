package dev.sprintcapacity.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseFrom;
import dev.sprintcapacity.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

  private static final String URL = "postgres://sprint:s3cret@db:5433/plans";

  @TempDir Path folder;

  @Test
  void only_the_database_has_to_be_given() {
    ServiceSettings settings = ServiceSettings.read(Map.of("DATABASE_URL", URL));

    assertThat(settings)
        .isEqualTo(
            new ServiceSettings(
                new HttpSettings("127.0.0.1", 8000, 256, Duration.ofSeconds(10)),
                new DatabaseSettings(
                    Optional.of(
                        new DatabaseAddress("jdbc:postgresql://db:5433/plans", "sprint", "s3cret")),
                    10,
                    Duration.ofSeconds(60)),
                new KafkaSettings(true, Optional.empty(), 9092, 6, 1, Map.of()),
                new LiveSettings(5000, Set.of()),
                Path.of("./data")));
  }

  @Test
  void every_setting_reaches_its_place() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", "jdbc:postgresql://other/x?user=u&password=p");
    environment.put("SPRINTCAP_DATABASE_POOL_SIZE", "7");
    environment.put("SPRINTCAP_DATABASE_WAIT", "1500ms");
    environment.put("SPRINTCAP_HTTP_ADDRESS", "0.0.0.0");
    environment.put("SPRINTCAP_HTTP_PORT", "8123");
    environment.put("SPRINTCAP_CONCURRENT_WRITES", "9");
    environment.put("SPRINTCAP_SHUTDOWN_WAIT", "2m");
    environment.put("SPRINTCAP_KAFKA_ENABLED", "False");
    environment.put("SPRINTCAP_RELAY_NAME", "blue");
    environment.put("SPRINTCAP_KAFKA_PORT", "19092");
    environment.put("SPRINTCAP_TOPIC_PARTITIONS", "12");
    environment.put("SPRINTCAP_TOPIC_REPLICATION", "3");
    environment.put("SPRINTCAP_LIVE_CLIENTS", "77");
    environment.put("SPRINTCAP_ALLOWED_ORIGINS", "https://plans.example, http://localhost:3000");
    environment.put("SPRINTCAP_DATA", "/srv/sprints");
    environment.put("SPRINTCAP_CONSUMERS", "email");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092");
    environment.put("PATH", "/bin");

    ServiceSettings settings = ServiceSettings.read(environment);

    assertThat(settings)
        .isEqualTo(
            new ServiceSettings(
                new HttpSettings("0.0.0.0", 8123, 9, Duration.ofMinutes(2)),
                new DatabaseSettings(
                    Optional.of(new DatabaseAddress("jdbc:postgresql://other/x", "u", "p")),
                    7,
                    Duration.ofMillis(1500)),
                new KafkaSettings(
                    false,
                    Optional.of("blue"),
                    19092,
                    12,
                    3,
                    Map.of("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092")),
                new LiveSettings(
                    77,
                    Set.of(
                        new Origin("https", "plans.example", 443),
                        new Origin("http", "localhost", 3000))),
                Path.of("/srv/sprints")));
    assertThat(Arrays.stream(ServiceSetting.values()).map(ServiceSetting::key))
        .as("a setting without a value in this test")
        .allMatch(environment::containsKey);
  }

  @Test
  void all_problems_come_at_once_with_key_value_and_expectation() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                ServiceSettings.read(
                    Map.of(
                        "SPRINTCAP_HTTP_PORT", "eighty",
                        "SPRINTCAP_KAFKA_ENABLED", "yes",
                        "SPRINTCAP_DATABASE_WAIT", "60",
                        "SPRINTCAP_DATABASE_POOL_SIZE", "1",
                        "SPRINTCAP_RELAY_NAME", "a b",
                        "SPRINTCAP_LIVE_CLIENTS", "0",
                        "SPRINTCAP_ALLOWED_ORIGINS", "https://plans.example/",
                        "SPRINTCAP_HTP_PORT", "1",
                        "SPRINTCAP_SOMETHING_ELSE_ENTIRELY", "1")));

    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            "SPRINTCAP_HTTP_PORT=eighty: expected a whole number from 0 to 65535",
            "SPRINTCAP_KAFKA_ENABLED=yes: expected true or false",
            "SPRINTCAP_DATABASE_WAIT=60: expected a duration such as 500ms, 30s, 5m or 1h, from 0s"
                + " to 3600s",
            "SPRINTCAP_RELAY_NAME=a b: expected 1 to 64 letters, digits, dots, dashes or"
                + " underscores",
            "SPRINTCAP_LIVE_CLIENTS=0: expected a whole number from 1 to 8000",
            "SPRINTCAP_ALLOWED_ORIGINS: \"https://plans.example/\" is no origin, expected scheme,"
                + " host and port only, such as https://plans.example or http://localhost:3000",
            "SPRINTCAP_DATABASE_POOL_SIZE=1: expected a whole number from 2 to 200",
            "DATABASE_URL is missing: expected postgres://user:password@host:port/database, or"
                + " jdbc:postgresql://host:port/database",
            "SPRINTCAP_HTP_PORT is not a setting; did you mean SPRINTCAP_HTTP_PORT?",
            "SPRINTCAP_SOMETHING_ELSE_ENTIRELY is not a setting; known are "
                + Arrays.stream(ServiceSetting.values()).map(ServiceSetting::key).toList());
  }

  @Test
  void a_caller_with_its_own_database_needs_no_url() {
    ServiceSettings settings = ServiceSettings.read(Map.of(), DatabaseFrom.CALLER);

    assertThat(settings.database().address()).isEmpty();
  }

  @Test
  void a_blank_variable_is_as_good_as_none() {
    ServiceSettings settings =
        ServiceSettings.read(Map.of("DATABASE_URL", URL, "SPRINTCAP_HTTP_PORT", " "));

    assertThat(settings.http().port()).isEqualTo(8000);
  }

  @Test
  void a_secret_may_come_from_a_mounted_file() throws IOException {
    Path secret = Files.writeString(folder.resolve("url"), URL + "\n");

    ServiceSettings settings = ServiceSettings.read(Map.of("DATABASE_URL_FILE", secret.toString()));

    assertThat(settings.database().address()).map(DatabaseAddress::password).contains("s3cret");
  }

  @Test
  void an_unreadable_secret_file_is_named_once() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> ServiceSettings.read(Map.of("DATABASE_URL_FILE", missing.toString())))
        .isInstanceOfSatisfying(
            SettingsException.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        "DATABASE_URL_FILE=%s: expected a readable text file".formatted(missing)));
  }

  @Test
  void a_variable_and_its_file_together_are_a_contradiction() throws IOException {
    Path secret = Files.writeString(folder.resolve("url"), URL);

    assertThatThrownBy(() ->
            ServiceSettings.read(
                Map.of("DATABASE_URL", URL, "DATABASE_URL_FILE", secret.toString())))
        .hasMessageContaining("DATABASE_URL and DATABASE_URL_FILE are both set: keep one");
  }

  @Test
  void kafka_problems_are_reported_with_the_others() {
    assertThatThrownBy(() ->
            ServiceSettings.read(
                Map.of(
                    "DATABASE_URL", URL,
                    "KAFKA_GROUP_ID", "a",
                    "KAFKA_CONSUMER_GROUP", "b")))
        .hasMessageContaining("group.id");
  }

  @Test
  void a_kafka_setting_that_breaks_a_guarantee_is_refused() {
    assertThatThrownBy(() -> ServiceSettings.read(Map.of("DATABASE_URL", URL, "KAFKA_ACKS", "1")))
        .hasMessageContaining("acks");
  }

  @Test
  void secrets_never_reach_the_description_or_an_error() {
    ServiceSettings settings =
        ServiceSettings.read(
            Map.of(
                "DATABASE_URL", URL,
                "KAFKA_SASL_JAAS_CONFIG", "hidden-jaas",
                "KAFKA_SSL_KEY_PASSWORD", "hidden-password",
                "KAFKA_SSL_KEYSTORE_KEY", "hidden-key",
                "KAFKA_LINGER_MS", "3"));

    assertThat(settings.describe())
        .contains(
            "DATABASE_URL=postgresql://db:5433/plans as sprint",
            "KAFKA_SASL_JAAS_CONFIG=***",
            "KAFKA_LINGER_MS=3");
    assertThat(List.of(settings.toString(), settings.describe().toString()))
        .noneMatch(text -> text.contains("hidden") || text.contains("s3cret"));
    assertThatThrownBy(() -> ServiceSettings.read(Map.of("DATABASE_URL", "mysql://u:s3cret@db/x")))
        .hasMessageContaining("it must start with postgres://")
        .hasMessageNotContaining("s3cret");
  }
}
