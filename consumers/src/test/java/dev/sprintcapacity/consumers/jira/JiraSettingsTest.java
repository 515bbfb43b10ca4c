package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.settings.EnvironmentReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JiraSettingsTest {

  private static final Map<String, String> CLOUD =
      Map.of(
          "JIRA_URL", "https://example.atlassian.net/",
          "JIRA_BOARD_ID", "42",
          "JIRA_USER", "bot@example.com",
          "JIRA_TOKEN", "s3cret");

  @Test
  void without_an_address_jira_is_off_and_nothing_else_is_looked_at() {
    EnvironmentReader reader = new EnvironmentReader(Map.of("JIRA_BOARD_ID", "none"));

    assertThat(JiraSettings.read(reader).isOn()).isFalse();
    assertThat(reader.problems()).isEmpty();
  }

  @Test
  void defaults_are_a_real_run_to_public_addresses() {
    EnvironmentReader reader = new EnvironmentReader(CLOUD);

    JiraSettings settings = JiraSettings.read(reader);

    assertThat(reader.problems()).isEmpty();
    assertThat(settings.isOn()).isTrue();
    assertThat(settings.address().orElseThrow().toString())
        .isEqualTo("https://example.atlassian.net");
    assertThat(settings.address().orElseThrow().privateAllowed()).isFalse();
    assertThat(settings.boardId()).isEqualTo(42);
    assertThat(settings.dryRun()).isFalse();
    assertThat(settings.credentials().user()).contains("bot@example.com");
  }

  @Test
  void every_setting_is_heard() {
    EnvironmentReader reader =
        new EnvironmentReader(
            Map.of(
                "JIRA_URL", "https://10.1.2.3:8443/jira",
                "JIRA_BOARD_ID", "1",
                "JIRA_TOKEN", "pat",
                "JIRA_DRY_RUN", "TRUE",
                "JIRA_ALLOW_PRIVATE_ADDRESS", "true"));

    JiraSettings settings = JiraSettings.read(reader);

    assertThat(reader.problems()).isEmpty();
    assertThat(settings.address().orElseThrow().resource("/rest").toString())
        .isEqualTo("https://10.1.2.3:8443/jira/rest");
    assertThat(settings.dryRun()).isTrue();
    assertThat(settings.credentials().user()).isEmpty();
  }

  @Test
  void all_problems_are_told_at_once_and_no_secret_with_them() {
    EnvironmentReader reader =
        new EnvironmentReader(
            Map.of(
                "JIRA_URL", "https://user:hunter2@example.com",
                "JIRA_BOARD_ID", "my board",
                "JIRA_USER", "a:b",
                "JIRA_TOKEN", "top secret",
                "JIRA_DRY_RUN", "maybe",
                "JIRA_BORD_ID", "7"));

    JiraSettings.read(reader);

    assertThat(reader.problems()).hasSize(6);
    assertThat(String.join("\n", reader.problems()))
        .contains("JIRA_URL=***: expected", "without user and password")
        .contains("JIRA_BOARD_ID=my board: expected the number")
        .contains("JIRA_USER: expected an e-mail address")
        .contains("JIRA_TOKEN=***: expected")
        .contains("JIRA_DRY_RUN=maybe: expected true or false")
        .contains("JIRA_BORD_ID is not a setting; did you mean JIRA_BOARD_ID?")
        .doesNotContain("hunter2", "top secret");
  }

  @Test
  void a_missing_token_and_a_private_address_say_what_to_do() {
    Map<String, String> environment = new HashMap<>(CLOUD);
    environment.put("JIRA_URL", "https://192.168.0.10");
    environment.remove("JIRA_TOKEN");
    EnvironmentReader reader = new EnvironmentReader(environment);

    JiraSettings settings = JiraSettings.read(reader);

    List<String> problems = reader.problems();
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0))
        .contains("JIRA_URL=https://192.168.0.10", "JIRA_ALLOW_PRIVATE_ADDRESS=true");
    assertThat(problems.get(1)).contains("JIRA_TOKEN is missing");
    assertThat(settings.isOn()).isFalse();
  }

  @Test
  void texts_of_settings_hold_no_token() {
    assertThat(JiraSettings.read(new EnvironmentReader(CLOUD)).toString())
        .contains("bot@example.com")
        .doesNotContain("s3cret");
  }
}
