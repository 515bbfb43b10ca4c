package dev.sprintcapacity.consumers.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sprintcapacity.consumers.email.delivery.Crank;
import dev.sprintcapacity.consumers.email.delivery.SmtpSecurity;
import dev.sprintcapacity.consumers.email.delivery.SmtpSettings;
import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that people type becomes a header, a recipient, a command, a part, markup or a line of a
 * calendar: every text of every event is tried with everything that breaks lines, on a real mail
 * server and in stored files.
 */
class HeaderInjectionTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  private static final String EVIL =
      "Bcc: victim@example.com%1$sX-Evil: 1%1$s%1$s--=_Part%1$s.%1$sRCPT TO:<victim@example.com>%1$sATTENDEE:mailto:victim@example.com<script>\"';=?UTF-8?Q?=0D=0ABcc:_x?=";

  private static final GreenMail SERVER =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void empty() throws Exception {
    SERVER.purgeEmailFromAllMailboxes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n", "\n", "\r", "\0", "\u2028", "\u2029", "\u0085", "\u000b", "\f", "\r\n ", "\t"
      })
  void no_text_of_an_event_breaks_out_of_its_place(String lineBreak)
      throws MessagingException, IOException {
    String evil = EVIL.formatted(lineBreak);
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer
        .deliver(events(shortened("S " + evil, 100), shortened("N " + evil, 200)))
        .runUntilDone();
    assertThat(consumer.deadLetters()).extracting(letter -> letter.failure().reason()).isEmpty();
    ManualClock clock = new ManualClock();

    Crank.toServer(
            DATABASE.dataSource(),
            new SmtpSettings(
                "127.0.0.1", SERVER.getSmtp().getPort(), SmtpSecurity.NONE, Optional.empty()),
            clock)
        .turn();

    MimeMessage[] received = SERVER.getReceivedMessages();
    assertThat(received).hasSize(7);
    for (MimeMessage message : received) {
      check(message);
    }
    assertThat(DATABASE.column("select distinct state from mail where kind <> 'x' order by 1"))
        .containsExactly("sent", "skipped");
    storedFilesAreTheSame(clock);
  }

  /** Each received mail is stored as a file too, and read back by the mailbox. */
  private void storedFilesAreTheSame(ManualClock clock) throws MessagingException, IOException {
    DATABASE.execute(
        "truncate sprintcap_inbox, sprintcap_inbox_key, mail, waiting, team_member, sprint");
    TestConsumer again = EmailWorld.consumer(DATABASE.dataSource());
    again.deliver(
        events(
            shortened("S " + EVIL.formatted("\r\n"), 100),
            shortened("N " + EVIL.formatted("\r\n"), 200)));
    again.runUntilDone();
    Crank.toFolder(DATABASE.dataSource(), folder, clock).turn();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    }
    assertThat(files).hasSize(7);
    for (Path file : files) {
      try (InputStream content = Files.newInputStream(file)) {
        check(new MimeMessage(Session.getInstance(new Properties()), content));
      }
    }
    assertThat(new Mailbox(folder).newest(10)).hasSize(7).allSatisfy(HeaderInjectionTest::check);
  }

  private static void check(StoredMail mail) {
    assertThat(mail.to()).hasSize(1);
    assertThat(mail.to().getFirst()).matches("(alice|chloe)@example\\.com");
    assertThat(mail.html()).doesNotContain("<script>");
    assertThat(mail.text().lines())
        .noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("X-Evil"));
    mail.invitation()
        .ifPresent(entry ->
            assertThat(entry.replace("\r\n ", "").lines())
                .filteredOn(line -> line.startsWith("ATTENDEE"))
                .singleElement()
                .asString()
                .endsWith(":mailto:" + mail.to().getFirst()));
  }

  private static void check(MimeMessage message) throws MessagingException {
    List<String> names = new ArrayList<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      names.add(header.getName());
      assertThat(header.getValue().replaceAll("\r\n[ \t]", " ")).doesNotContain("\r", "\n", "\0");
    }
    assertThat(names)
        .doesNotContain("Bcc", "X-Evil", "Cc")
        .filteredOn(name -> !name.matches("Received|Return-Path"))
        .containsExactlyInAnyOrder(
            "From",
            "To",
            "Message-ID",
            "Subject",
            "Date",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type");
    assertThat(Arrays.toString(message.getAllRecipients()))
        .satisfiesAnyOf(
            text -> assertThat(text).contains("<alice@example.com>"),
            text -> assertThat(text).contains("<chloe@example.com>"));
    assertThat(message.getAllRecipients()).hasSize(1);
  }

  private static List<Event> events(String sprint, String person) {
    TeamMember alice = new TeamMember("alice", person, shortened(person, 100), "alice@example.com");
    TeamMember chloe = new TeamMember("chloe", person, "Scrum Master", "chloe@example.com");
    TeamMember mallory =
        new TeamMember("mallory", person, "Tester", "m@example.com\r\nBcc:victim@example.com");
    SprintFacts facts = facts(sprint);
    return SprintStory.of(EmailWorld.SPRINT)
        .then(id -> new SprintCreated(facts))
        .then(id -> new TeamMemberAdded(id, sprint, List.of(alice, chloe, mallory)))
        .then(id -> new SprintUpdated(facts, List.of(), List.of("end_date")))
        .then(SprintDeleted::new)
        .events();
  }

  private static SprintFacts facts(String name) {
    SprintFacts usual = EmailWorld.facts(3, "2026-11-30", "2026-12-11");
    return new SprintFacts(
        usual.sprintId(),
        name,
        usual.sprintNumber(),
        usual.teamMembersCount(),
        usual.startDate(),
        LocalDate.of(2026, 12, 18),
        usual.sprintDuration(),
        usual.confidencePercentage());
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
