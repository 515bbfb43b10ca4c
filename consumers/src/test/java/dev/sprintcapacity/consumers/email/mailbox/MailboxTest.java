package dev.sprintcapacity.consumers.email.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumers.ConsumersException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

  private static final String WHOLE =
      """
      From: Sprint Capacity <sprints@example.com>
      To: Alice <alice@example.com>
      Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
      Date: Sun, 29 Nov 2026 12:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: quoted-printable

      Hi Alic=C3=A9
      --b
      Content-Type: text/html; charset=UTF-8

      <p>Hi</p>
      --b
      Content-Type: text/calendar; method=REQUEST

      BEGIN:VCALENDAR
      --b--
      """;

  @TempDir Path folder;

  @Test
  void a_mail_is_shown_with_its_parts() throws IOException {
    store("20261129T120000000Z.welcome.x.alice", WHOLE);

    assertThat(mailbox().newest(10))
        .singleElement()
        .isEqualTo(
            new StoredMail(
                "20261129T120000000Z.welcome.x.alice",
                Instant.parse("2026-11-29T12:00:00Z"),
                "sprints@example.com",
                List.of("alice@example.com"),
                "Grüße",
                "Hi Alicé",
                "<p>Hi</p>",
                Optional.of("BEGIN:VCALENDAR")));
  }

  @Test
  void the_latest_come_first_and_no_more_than_asked_for() throws IOException {
    for (int hour = 10; hour < 20; hour++) {
      store("20261129T%d0000000Z.welcome.x.alice".formatted(hour), WHOLE);
    }

    assertThat(mailbox().newest(3))
        .extracting(StoredMail::id)
        .containsExactly(
            "20261129T190000000Z.welcome.x.alice",
            "20261129T180000000Z.welcome.x.alice",
            "20261129T170000000Z.welcome.x.alice");
  }

  @Test
  void a_folder_that_is_not_there_is_empty() {
    Mailbox missing = new Mailbox(folder.resolve("nowhere"));

    assertThat(missing.newest(10)).isEmpty();
    assertThat(missing.find("x")).isEmpty();
  }

  @Test
  void files_that_are_no_mails_or_not_whole_are_left_out() throws IOException {
    store("b", WHOLE);
    Files.writeString(folder.resolve(".c.eml.7.tmp"), "half");
    Files.writeString(folder.resolve("notes.txt"), "x");
    Files.createDirectory(folder.resolve("d.eml"));
    Files.write(folder.resolve("e.eml"), new byte[2 * 1024 * 1024]);

    assertThat(mailbox().newest(10)).extracting(StoredMail::id).containsExactly("b");
  }

  @Test
  void a_mail_without_anything_is_a_mail() throws IOException {
    store("empty", "\r\n");

    StoredMail mail = mailbox().find("empty").orElseThrow();

    assertThat(mail.subject()).isEmpty();
    assertThat(mail.to()).isEmpty();
    assertThat(mail.invitation()).isEmpty();
    assertThat(mail.date()).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../secret", "/etc/passwd", "a/b", "a\\b", "a\0", ".hidden", "é"})
  void an_id_never_leaves_the_folder(String id) throws IOException {
    Files.writeString(folder.resolve("secret.eml"), WHOLE);
    Path inner = Files.createDirectory(folder.resolve("inner"));

    assertThat(new Mailbox(inner).find(id)).isEmpty();
  }

  @Test
  void a_link_out_of_the_folder_is_not_followed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), WHOLE);
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createSymbolicLink(inner.resolve("link.eml"), outside);

    assertThat(new Mailbox(inner).find("link")).isEmpty();
    assertThat(new Mailbox(inner).newest(5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void a_limit_out_of_range_is_refused(int limit) {
    assertThatThrownBy(() -> mailbox().newest(limit))
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining(String.valueOf(limit));
  }

  @Test
  void a_mail_is_not_shown_by_its_text() throws IOException {
    store("x", WHOLE);

    assertThat(mailbox().find("x").orElseThrow().toString()).isEqualTo("StoredMail[x]");
  }

  private Mailbox mailbox() {
    return new Mailbox(folder);
  }

  private void store(String id, String content) throws IOException {
    Files.write(folder.resolve(id + ".eml"), content.getBytes(UTF_8));
  }
}
