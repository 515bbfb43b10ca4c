package dev.sprintcapacity.consumers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseFrom;
import dev.sprintcapacity.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumersSettingsTest {

  private static final String URL = "postgres://sprint:s3cret@db:5433/plans";

  @Test
  void only_the_database_has_to_be_given() {
    ConsumersSettings settings = ConsumersSettings.read(Map.of("DATABASE_URL", URL));

    assertThat(settings.enabled()).containsExactly(ConsumerKind.EMAIL, ConsumerKind.ANALYTICS);
    assertThat(settings.address())
        .contains(new DatabaseAddress("jdbc:postgresql://db:5433/plans", "sprint", "s3cret"));
    assertThat(settings.databaseWait()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.kafka()).isEmpty();
    assertThat(settings.kafkaPlace()).isEqualTo("localhost:9092");
  }

  @Test
  void jira_runs_by_itself_where_its_address_is_known() {
    Map<String, String> jira =
        Map.of(
            "JIRA_URL", "https://jira.example.com",
            "JIRA_BOARD_ID", "7",
            "JIRA_TOKEN", "hidden-token");
    Map<String, String> leftOut = new HashMap<>(jira);
    leftOut.put("SPRINTCAP_CONSUMERS", "email");

    assertThat(read(jira).enabled()).containsExactly(ConsumerKind.values());
    assertThat(read(jira).jira().boardId()).isEqualTo(7);
    assertThat(read(jira).describe())
        .contains("sprints are kept on board 7 of https://jira.example.com")
        .noneMatch(line -> line.contains("hidden"));
    assertThat(read(leftOut).enabled()).containsExactly(ConsumerKind.EMAIL);
  }

  @Test
  void mails_go_where_their_settings_say() {
    assertThat(read(Map.of("SPRINTCAP_DATA", "/srv/sprints")).describe())
        .contains("mails are stored in /srv/sprints/mail");
    assertThat(
            read(Map.of(
                    "SMTP_HOST", "mail.example.com",
                    "SMTP_FROM", "sprints@example.com",
                    "SMTP_USER", "sprints",
                    "SMTP_PASSWORD", "hidden-password"))
                .describe())
        .anyMatch(line -> line.startsWith("mails are sent from sprints@example.com by mail.ex"))
        .noneMatch(line -> line.contains("hidden"));
  }

  @ParameterizedTest
  @CsvSource({
    "email,                    EMAIL",
    "'analytics,email',        EMAIL ANALYTICS",
    "' analytics , analytics', ANALYTICS",
    "none,                     ''"
  })
  void consumers_are_named_once_and_in_any_order(String given, String enabled) {
    assertThat(read(Map.of("SPRINTCAP_CONSUMERS", given)).enabled())
        .extracting(ConsumerKind::name)
        .containsExactly(enabled.isEmpty() ? new String[0] : enabled.split(" ", -1));
  }

  @Test
  void the_wait_and_kafka_reach_their_places() {
    ConsumersSettings settings =
        read(
            Map.of(
                "SPRINTCAP_DATABASE_WAIT", "1500ms",
                "KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092",
                "PATH", "/bin"));

    assertThat(settings.databaseWait()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.kafka())
        .containsExactly(Map.entry("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092"));
    assertThat(settings.kafkaPlace()).isEqualTo("k1:9092,k2:9092");
  }

  @Test
  void all_problems_come_at_once_with_key_value_and_expectation() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                ConsumersSettings.read(
                    Map.of(
                        "SPRINTCAP_CONSUMERS", "emial,jira",
                        "SPRINTCAP_CONSUMER", "email",
                        "SPRINTCAP_DATABASE_WAIT", "60",
                        "SPRINTCAP_HTTP_PORT", "of the service, and none of ours",
                        "SMTP_HSOT", "mail.example.com",
                        "JIRA_UROL", "https://jira.example.com",
                        "KAFKA_GROUP_ID", "a",
                        "KAFKA_CONSUMER_GROUP", "b")));

    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            "SPRINTCAP_CONSUMERS=emial,jira: 'emial' is no consumer; expected some of"
                + " [email, analytics, jira], separated by commas, or none",
            "SPRINTCAP_CONSUMERS=emial,jira: jira needs JIRA_URL, which is missing",
            "SPRINTCAP_CONSUMER is not a setting; did you mean SPRINTCAP_CONSUMERS?",
            "SMTP_HSOT is not a setting; did you mean SMTP_HOST?",
            "JIRA_UROL is not a setting; did you mean JIRA_URL?",
            "SPRINTCAP_DATABASE_WAIT=60: expected a duration such as 500ms, 30s, 5m or 1h,"
                + " from 0s to 3600s",
            "KAFKA_CONSUMER_GROUP and KAFKA_GROUP_ID both set group.id: keep one",
            "DATABASE_URL is missing: expected postgres://user:password@host:port/database, or"
                + " jdbc:postgresql://host:port/database");
  }

  @Test
  void without_a_consumer_no_database_is_needed() {
    assertThat(ConsumersSettings.read(Map.of("SPRINTCAP_CONSUMERS", "none")).address()).isEmpty();
    assertThat(ConsumersSettings.read(Map.of(), DatabaseFrom.CALLER).address())
        .isEqualTo(Optional.empty());
  }

  @Test
  void secrets_never_reach_the_description() {
    ConsumersSettings settings =
        read(Map.of("KAFKA_SASL_JAAS_CONFIG", "hidden-jaas", "KAFKA_FETCH_MIN_BYTES", "3"));

    assertThat(settings.describe())
        .contains(
            "SPRINTCAP_CONSUMERS=email,analytics",
            "DATABASE_URL=postgresql://db:5433/plans as sprint",
            "KAFKA_SASL_JAAS_CONFIG=***",
            "KAFKA_FETCH_MIN_BYTES=3");
    assertThat(List.of(settings.toString(), settings.describe().toString()))
        .noneMatch(text -> text.contains("hidden") || text.contains("s3cret"));
  }

  private static ConsumersSettings read(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("DATABASE_URL", URL);
    return ConsumersSettings.read(environment);
  }
}
