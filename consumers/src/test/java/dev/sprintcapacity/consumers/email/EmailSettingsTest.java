package dev.sprintcapacity.consumers.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.email.delivery.SmtpSecurity;
import dev.sprintcapacity.consumers.email.delivery.SmtpSettings;
import dev.sprintcapacity.settings.EnvironmentReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailSettingsTest {

  @Test
  void without_anything_mails_are_stored_below_the_data_folder() {
    EmailSettings settings = read(Map.of());

    assertThat(settings.server()).isEmpty();
    assertThat(settings.folder()).isEqualTo(Path.of("./data/mail"));
    assertThat(read(Map.of("SPRINTCAP_DATA", "/srv/x")).folder()).isEqualTo(Path.of("/srv/x/mail"));
  }

  @Test
  void every_setting_is_read() {
    EmailSettings settings =
        read(
            Map.of(
                "SMTP_HOST", "mail.example.com",
                "SMTP_PORT", "2525",
                "SMTP_USER", "sprints",
                "SMTP_PASSWORD", "secret",
                "SMTP_SECURITY", "TLS",
                "SMTP_FROM", "sprints@example.com"));

    assertThat(settings.sender().text()).isEqualTo("sprints@example.com");
    SmtpSettings server = settings.server().orElseThrow();
    assertThat(server.host()).isEqualTo("mail.example.com");
    assertThat(server.port()).isEqualTo(2525);
    assertThat(server.security()).isEqualTo(SmtpSecurity.TLS);
    assertThat(server.login()).hasValue(new SmtpSettings.Login("sprints", "secret"));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com,STARTTLS,587",
    "localhost,NONE,25",
    "127.0.0.1,NONE,25",
    "::1,NONE,25",
    "localhost.example.com,STARTTLS,587",
    "127.example.com,STARTTLS,587"
  })
  void mails_are_protected_unless_they_stay_on_this_machine(
      String host, SmtpSecurity security, int port) {
    SmtpSettings server =
        read(Map.of("SMTP_HOST", host, "SMTP_FROM", "a@example.com")).server().orElseThrow();

    assertThat(server.security()).isEqualTo(security);
    assertThat(server.port()).isEqualTo(port);
  }

  @Test
  void a_password_is_never_meant_for_a_connection_without_protection() {
    Map<String, String> login =
        Map.of("SMTP_USER", "u", "SMTP_PASSWORD", "pw-81c", "SMTP_FROM", "a@b.example");

    assertThat(problems(with(login, "SMTP_HOST", "mail.example.com", "SMTP_SECURITY", "none")))
        .singleElement()
        .asString()
        .contains("SMTP_SECURITY=none")
        .doesNotContain("pw-81c");
    assertThat(problems(with(login, "SMTP_HOST", "localhost", "SMTP_PORT", "25")))
        .singleElement()
        .asString()
        .contains("SMTP_SECURITY")
        .doesNotContain("pw-81c");
    assertThat(problems(with(login, "SMTP_HOST", "localhost", "SMTP_SECURITY", "none"))).isEmpty();
  }

  @Test
  void all_problems_come_at_once() {
    assertThat(
            problems(
                Map.of(
                    "SMTP_HOST", "mail example",
                    "SMTP_PORT", "70000",
                    "SMTP_SECURITY", "ssl",
                    "SMTP_USER", "u",
                    "SMTP_FROM", "Team <a@example.com>",
                    "SMTP_PASWORD", "x")))
        .hasSize(6)
        .anyMatch(problem -> problem.contains("SMTP_HOST=mail example"))
        .anyMatch(problem -> problem.contains("SMTP_PORT=70000"))
        .anyMatch(problem -> problem.contains("SMTP_SECURITY=ssl"))
        .anyMatch(problem -> problem.contains("SMTP_USER is set without SMTP_PASSWORD"))
        .anyMatch(problem -> problem.contains("SMTP_FROM=Team <a@example.com>"))
        .anyMatch(problem -> problem.contains("did you mean SMTP_PASSWORD"));
  }

  @Test
  void settings_of_a_server_without_its_host_are_refused() {
    assertThat(problems(Map.of("SMTP_PORT", "25", "SMTP_FROM", "a@example.com")))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("without SMTP_HOST"));
  }

  @Test
  void a_sender_is_needed_with_a_server() {
    assertThat(problems(Map.of("SMTP_HOST", "mail.example.com")))
        .singleElement()
        .asString()
        .contains("SMTP_FROM is not set");
  }

  private static Map<String, String> with(Map<String, String> map, String... more) {
    Map<String, String> all = new HashMap<>(map);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static EmailSettings read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    EmailSettings settings = EmailSettings.read(reader);
    reader.refuseProblems();
    return settings;
  }

  private static List<String> problems(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    EmailSettings.read(reader);
    return reader.problems();
  }
}
