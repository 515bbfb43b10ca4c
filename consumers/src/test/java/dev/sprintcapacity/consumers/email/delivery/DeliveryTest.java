package dev.sprintcapacity.consumers.email.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.email.EmailDatabase;
import dev.sprintcapacity.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a mail whatever the server says or whoever ends in the middle. */
class DeliveryTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private MoodyServer server;
  private QueuedMails mails;

  @BeforeEach
  void start() throws IOException {
    server = new MoodyServer(Optional.empty());
    mails = new QueuedMails(DATABASE.dataSource(), clock);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void a_mail_is_sent_once_and_its_content_forgotten() throws SQLException {
    mails.to("alice", "bob");
    Crank delivery = delivery();

    assertThat(delivery.turn()).isEqualTo(2);
    assertThat(delivery.turn()).isZero();

    assertThat(recipients()).containsExactly("alice@example.com", "bob@example.com");
    assertThat(server.taken()).allSatisfy(mail -> assertThat(mail).contains("Message-ID: <"));
    assertThat(states()).containsExactly("sent", "sent");
    assertThat(DATABASE.column("select count(content) from mail")).containsExactly("0");
  }

  @Test
  void a_mail_that_is_deferred_waits_and_holds_up_its_own_address_alone() throws SQLException {
    mails.to("alice", "bob");
    mails.to("alice");
    server.answers("RCPT TO:<alice@", "451 4.7.1 greylisted");
    Crank delivery = delivery();

    delivery.turn();
    assertThat(recipients()).containsExactly("bob@example.com");
    assertThat(states()).containsExactly("queued", "sent", "queued");
    server.answersAsUsual();
    delivery.turn();
    assertThat(recipients()).as("before its time").hasSize(1);
    clock.advance(Duration.ofSeconds(5));
    delivery.turn();

    assertThat(recipients())
        .containsExactly("bob@example.com", "alice@example.com", "alice@example.com");
    assertThat(states()).containsExactly("sent", "sent", "sent");
  }

  @Test
  void waits_grow_and_after_three_days_it_is_given_up() throws SQLException {
    mails.to("alice");
    server.answers(".", "452 4.2.2 mailbox full");
    Crank delivery = delivery();

    delivery.turn();
    clock.advance(Duration.ofSeconds(5));
    delivery.turn();
    clock.advance(Duration.ofSeconds(5));
    assertThat(delivery.turn()).as("the second wait is 10 s").isZero();
    clock.advance(Duration.ofDays(3));
    delivery.turn();

    assertThat(states()).containsExactly("failed");
    assertThat(DATABASE.column("select reason from mail").getFirst())
        .startsWith("given up: ")
        .contains("mailbox full");
  }

  @Test
  void a_mail_that_is_refused_fails_with_the_servers_reason_and_others_go_on() throws SQLException {
    mails.to("alice", "bob");
    server.answers("RCPT TO:<alice@", "550 5.1.1 no such mailbox");

    delivery().turn();

    assertThat(states()).containsExactly("failed", "sent");
    assertThat(DATABASE.column("select reason from mail order by mail_id").getFirst())
        .contains("no such mailbox");
    assertThat(counts()).isEqualTo(new MailCounts(0, 1, 0, 0, 1));
  }

  @Test
  void without_a_server_everything_waits_and_goes_out_in_order_when_it_is_back()
      throws SQLException, IOException {
    mails.to("alice", "bob");
    int port = server.port();
    server.close();
    Crank delivery = delivery();

    assertThat(delivery.turn()).as("one attempt tells of all").isEqualTo(1);
    assertThat(delivery.turn()).as("none while it pauses").isZero();
    assertThat(states()).containsExactly("queued", "queued");
    assertThat(DATABASE.column("select reason from mail order by mail_id").getFirst())
        .contains("no connection to 127.0.0.1:" + port);
    server = new MoodyServer(Optional.empty());
    clock.advance(Duration.ofMinutes(1));
    delivery().turn();

    assertThat(recipients()).containsExactly("alice@example.com", "bob@example.com");
  }

  @Test
  void a_connection_that_breaks_before_the_content_is_certain_to_have_sent_nothing()
      throws SQLException {
    mails.to("alice");
    server.answers("DATA", MoodyServer.HANGS_UP);
    Crank delivery = delivery();

    delivery.turn();
    assertThat(states()).containsExactly("queued");
    server.answersAsUsual();
    clock.advance(Duration.ofMinutes(1));
    delivery.turn();

    assertThat(states()).containsExactly("sent");
    assertThat(recipients()).hasSize(1);
  }

  @Test
  void a_mail_whose_answer_never_came_is_in_doubt_and_only_an_operator_sends_it_again()
      throws SQLException {
    mails.to("alice");
    server.answers(".", MoodyServer.HANGS_UP);
    Crank delivery = delivery();

    delivery.turn();
    server.answersAsUsual();
    clock.advance(Duration.ofDays(1));
    delivery.turn();
    assertThat(states()).containsExactly("in_doubt");
    assertThat(recipients()).as("the server had taken it").hasSize(1);
    assertThat(counts().inDoubt()).isEqualTo(1);

    assertThat(release(mailId())).isTrue();
    assertThat(release(mailId())).as("it is no longer in doubt").isFalse();
    delivery.turn();

    assertThat(states()).containsExactly("sent");
    assertThat(recipients()).hasSize(2);
  }

  @Test
  void a_sender_that_ends_in_the_middle_leaves_a_mail_in_doubt_that_nobody_repeats()
      throws SQLException {
    mails.to("alice", "bob");
    claimAndEnd(Duration.ofMinutes(5));

    delivery().turn();
    assertThat(recipients()).as("the claim still holds").containsExactly("bob@example.com");
    clock.advance(Duration.ofMinutes(5).plusMillis(1));
    delivery().turn();

    assertThat(states()).containsExactly("in_doubt", "sent");
    assertThat(recipients()).containsExactly("bob@example.com");
  }

  @Test
  void a_sender_that_was_only_frozen_still_says_how_it_ended() throws SQLException {
    mails.to("alice");
    ClaimedMail frozen = claimAndEnd(Duration.ofMinutes(5));
    clock.advance(Duration.ofMinutes(6));
    delivery().turn();
    assertThat(states()).containsExactly("in_doubt");

    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(new MailStore().sent(connection, frozen, clock.instant())).isTrue();
    }

    assertThat(states()).containsExactly("sent");
  }

  @Test
  void a_sender_that_was_told_late_to_come_again_has_the_mail_sent_after_all() throws SQLException {
    mails.to("alice");
    ClaimedMail slow = claimAndEnd(Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));
    Crank delivery = delivery();
    delivery.turn();
    assertThat(states()).containsExactly("in_doubt");

    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(new MailStore().putBack(connection, slow, "busy", clock.instant())).isTrue();
    }
    delivery.turn();

    assertThat(states()).containsExactly("sent");
    assertThat(recipients()).containsExactly("alice@example.com");
  }

  @Test
  void a_sender_whose_mail_was_released_meanwhile_decides_nothing_any_more() throws SQLException {
    mails.to("alice");
    ClaimedMail frozen = claimAndEnd(Duration.ofMinutes(5));
    clock.advance(Duration.ofMinutes(6));
    delivery().turn();
    release(mailId());

    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(new MailStore().failed(connection, frozen, "late", clock.instant())).isFalse();
    }

    assertThat(states()).containsExactly("queued");
  }

  @Test
  void a_file_whose_writer_ended_in_the_middle_is_written_again_and_is_there_once()
      throws SQLException, IOException {
    mails.to("alice");
    ClaimedMail half = claimAndEnd(Duration.ofSeconds(5));
    new FolderRoute(folder).deliver(half);
    clock.advance(Duration.ofSeconds(6));

    Crank.toFolder(DATABASE.dataSource(), folder, clock).turn();

    assertThat(states()).containsExactly("sent");
    assertThat(files()).singleElement().asString().endsWith(".alice.eml");
  }

  @Test
  void a_folder_that_cannot_be_written_lets_mails_wait() throws SQLException, IOException {
    mails.to("alice");
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
    Crank delivery = Crank.toFolder(DATABASE.dataSource(), blocked, clock);

    delivery.turn();
    assertThat(states()).containsExactly("queued");
    Files.delete(blocked);
    clock.advance(Duration.ofMinutes(1));
    delivery.turn();

    assertThat(states()).containsExactly("sent");
  }

  @Test
  void two_senders_at_once_share_the_mails_and_send_none_twice()
      throws SQLException, InterruptedException {
    for (int event = 0; event < 10; event++) {
      mails.to("alice", "bob", "chloe", "dave", "eve");
    }
    List<Thread> senders =
        Stream.of(delivery(), delivery())
            .map(delivery -> Thread.ofPlatform().start(() -> runDry(delivery)))
            .toList();
    for (Thread sender : senders) {
      assertThat(sender.join(Duration.ofSeconds(60))).isTrue();
    }

    assertThat(states()).hasSize(50).containsOnly("sent");
    assertThat(messageIds()).hasSize(50).doesNotHaveDuplicates();
  }

  private static void runDry(Crank delivery) {
    int idle = 0;
    while (idle < 100) {
      idle = delivery.turn() == 0 ? idle + 1 : 0;
    }
  }

  private Crank delivery() {
    return Crank.toServer(
        DATABASE.dataSource(),
        new SmtpSettings("127.0.0.1", server.port(), SmtpSecurity.NONE, Optional.empty()),
        clock);
  }

  /** A process that is killed right after it committed its claim. */
  private ClaimedMail claimAndEnd(Duration claimTime) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return new MailStore()
          .claim(connection, clock.instant(), clock.instant().plus(claimTime))
          .orElseThrow();
    }
  }

  private boolean release(long mailId) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return new MailStore().release(connection, mailId, clock.instant());
    }
  }

  private MailCounts counts() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return new MailStore().count(connection);
    }
  }

  private long mailId() {
    return Long.parseLong(DATABASE.column("select mail_id from mail").getFirst());
  }

  private List<String> states() {
    return DATABASE.column("select state from mail order by mail_id");
  }

  private List<String> recipients() {
    return server.taken().stream().map(mail -> mail.substring(0, mail.indexOf("\r\n"))).toList();
  }

  private List<String> messageIds() {
    return server.taken().stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Message-ID: "))
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
