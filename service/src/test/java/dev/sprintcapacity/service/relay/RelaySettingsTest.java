package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaySettingsTest {

  private static final TopicPlan TOPICS =
      new TopicPlan(6, (short) 1, TopicPlan.DEFAULT_CURSOR_TOPIC);

  @Test
  void the_transactional_id_follows_the_name_unless_it_is_set() {
    assertThat(new KafkaClients(settings(Map.of())).transactionalId())
        .isEqualTo("sprintcap-relay-Sprints");
    assertThat(new KafkaClients(settings(Map.of("transactional.id", "My-Id"))).transactionalId())
        .isEqualTo("My-Id");
  }

  @Test
  void all_settings_that_would_break_a_promise_are_named_at_once() {
    assertThatExceptionOfType(RelaySettingsException.class)
        .isThrownBy(() ->
            settings(
                Map.of(
                    "compression.type", "zstd",
                    "acks", "1",
                    "enable.idempotence", "false",
                    "transaction.timeout.ms", "60000")))
        .withMessageContaining("compression.type=zstd")
        .withMessageContaining("kafkajs")
        .withMessageContaining("acks=1")
        .withMessageContaining("enable.idempotence=false")
        .withMessageContaining("transaction.timeout.ms=60000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "snappy", "zstd", "LZ4"})
  void compression_that_some_consumers_cannot_read_is_refused(String compression) {
    assertThat(RelaySettings.problems(Map.of("compression.type", compression))).hasSize(1);
  }

  @Test
  void what_is_harmless_is_passed_through() {
    assertThat(
            RelaySettings.problems(
                Map.of(
                    "compression.type", "gzip",
                    "acks", "-1",
                    "transaction.timeout.ms", 5_000,
                    "linger.ms", "5",
                    "group.id", "of-consumers",
                    "security.protocol", "SASL_SSL")))
        .isEmpty();
  }

  @Test
  void secrets_are_not_shown() {
    assertThat(settings(Map.of("sasl.jaas.config", "password=hush")).toString())
        .contains("sasl.jaas.config")
        .doesNotContain("hush")
        .doesNotContain("secret");
  }

  @Test
  void no_pause_is_longer_than_the_database_lets_a_session_be_silent() {
    Duration fine = Duration.ofSeconds(2);
    Duration tooLong = Duration.ofSeconds(3);

    assertThatNoException()
        .isThrownBy(() -> new RelayPace(fine, fine, fine, fine, fine, ReadLimits.DEFAULT));
    assertThatExceptionOfType(RelaySettingsException.class)
        .isThrownBy(() -> new RelayPace(fine, fine, fine, tooLong, fine, ReadLimits.DEFAULT))
        .withMessageContaining("PT3S");
    assertThatExceptionOfType(RelaySettingsException.class)
        .isThrownBy(() -> new RelayPace(Duration.ZERO, fine, fine, fine, fine, ReadLimits.DEFAULT));
  }

  private static RelaySettings settings(Map<String, Object> kafka) {
    return new RelaySettings(
        true,
        "Sprints",
        new LogDatabase("jdbc:postgresql://localhost/sprints", "app", "secret"),
        kafka,
        TOPICS,
        RelayPace.DEFAULT);
  }
}
