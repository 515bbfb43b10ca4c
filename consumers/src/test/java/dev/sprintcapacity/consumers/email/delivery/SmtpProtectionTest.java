package dev.sprintcapacity.consumers.email.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sprintcapacity.consumers.email.EmailDatabase;
import dev.sprintcapacity.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and mails go over protected connections to servers that are who they say. */
class SmtpProtectionTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  @TempDir static Path keys;

  private static final String PASSWORD = "not-for-logs-7f3a";

  private static SSLContext trusted;
  private static SSLContext elsewhere;

  private final ManualClock clock = new ManualClock();

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException, GeneralSecurityException {
    TestCertificate own = TestCertificate.make(folder("own"), "dns:localhost,ip:127.0.0.1");
    trusted = own.context();
    elsewhere = TestCertificate.make(folder("elsewhere"), "dns:mail.example.com").context();
    System.setProperty("greenmail.tls.keystore.file", own.store().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
    System.setProperty("greenmail.tls.key.password", TestCertificate.PASSWORD);
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectories(keys.resolve(name));
  }

  @BeforeEach
  void queue() throws SQLException {
    new QueuedMails(DATABASE.dataSource(), clock).to("alice");
  }

  @Test
  void a_login_over_tls_from_the_first_byte_delivers() {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      send(server.getSmtps().getPort(), SmtpSecurity.TLS, PASSWORD, trusted);

      assertThat(states()).containsExactly("sent");
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void a_wrong_password_lets_mails_wait_and_is_told_without_showing_it() {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      send(server.getSmtps().getPort(), SmtpSecurity.TLS, PASSWORD + "-wrong", trusted);

      assertThat(states()).containsExactly("queued");
      assertThat(reasons())
          .singleElement()
          .asString()
          .contains("check SMTP_USER and SMTP_PASSWORD")
          .doesNotContain(PASSWORD);
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      send(server.getSmtps().getPort(), SmtpSecurity.TLS, PASSWORD, elsewhere);

      assertThat(states()).containsExactly("queued");
      assertThat(reasons().getFirst()).contains("no connection to localhost:");
    } finally {
      server.stop();
    }
  }

  @Test
  void a_connection_that_begins_in_plain_text_becomes_tls_before_login_and_mail()
      throws IOException {
    try (MoodyServer server = new MoodyServer(Optional.of(trusted))) {
      send(server.port(), SmtpSecurity.STARTTLS, PASSWORD, trusted);

      assertThat(states()).containsExactly("sent");
      assertThat(server.heard())
          .filteredOn(line -> !line.startsWith("TLS "))
          .allSatisfy(line -> assertThat(line).matches("EHLO .*|STARTTLS"));
      assertThat(server.heard()).anyMatch(line -> line.startsWith("TLS AUTH"));
    }
  }

  @Test
  void a_server_without_tls_hears_neither_login_nor_mail() throws IOException {
    try (MoodyServer server = new MoodyServer(Optional.empty())) {
      send(server.port(), SmtpSecurity.STARTTLS, PASSWORD, trusted);

      assertThat(states()).containsExactly("queued");
      assertThat(server.heard())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).matches("EHLO .*|QUIT"));
    }
  }

  @Test
  void a_server_with_the_name_of_another_hears_neither_login_nor_mail() throws IOException {
    try (MoodyServer server = new MoodyServer(Optional.of(elsewhere))) {
      send(server.port(), SmtpSecurity.STARTTLS, PASSWORD, elsewhere);

      assertThat(states()).containsExactly("queued");
      assertThat(server.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
    }
  }

  @Test
  void after_a_server_was_refused_mails_go_out_once_it_is_mended() throws IOException {
    try (MoodyServer server = new MoodyServer(Optional.empty())) {
      send(server.port(), SmtpSecurity.STARTTLS, PASSWORD, trusted);
    }
    clock.advance(Duration.ofMinutes(1));

    try (MoodyServer server = new MoodyServer(Optional.of(trusted))) {
      send(server.port(), SmtpSecurity.STARTTLS, PASSWORD, trusted);

      assertThat(states()).containsExactly("sent");
    }
  }

  @Test
  void neither_settings_nor_routes_show_the_password() {
    SmtpSettings settings = settings(25, SmtpSecurity.TLS, PASSWORD);

    assertThat(settings.toString() + settings.login())
        .doesNotContain(PASSWORD)
        .contains("localhost:25");
    assertThat(new SmtpRoute(settings, "sprints@example.com", Optional.empty()).toString())
        .doesNotContain(PASSWORD);
  }

  private void send(int port, SmtpSecurity security, String password, SSLContext trust) {
    SSLSocketFactory factory = trust.getSocketFactory();
    Crank.toServer(
            DATABASE.dataSource(), settings(port, security, password), clock, Optional.of(factory))
        .turn();
  }

  private static SmtpSettings settings(int port, SmtpSecurity security, String password) {
    return new SmtpSettings(
        "localhost", port, security, Optional.of(new SmtpSettings.Login("sprints", password)));
  }

  private static GreenMail greenMail(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol).dynamicPort());
    server.setUser("sprints@example.com", "sprints", PASSWORD);
    server.getManagers().getUserManager().setAuthRequired(true);
    server.start();
    return server;
  }

  private static List<String> states() {
    return DATABASE.column("select state from mail order by mail_id");
  }

  private static List<String> reasons() {
    return DATABASE.column("select reason from mail order by mail_id");
  }
}
