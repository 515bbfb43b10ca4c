package dev.sprintcapacity.consumers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.email.delivery.MailCounts;
import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.SprintStory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole consumer on a real broker and a real database. */
class RunningEmailTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path kafkaFolder;
  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws InterruptedException, ExecutionException {
    kafka = new EmbeddedKafka(kafkaFolder.resolve("kafka"), 0, Map.of());
    kafka.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("sprint.lifecycle", 2, (short) 1),
                  new NewTopic("sprint.team-members", 2, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void two_instances_write_each_mail_once_and_a_third_after_them_writes_none()
      throws InterruptedException, ExecutionException {
    EmailConsumer one = consumer();
    EmailConsumer other = consumer();
    try (one;
        other) {
      one.start();
      other.start();
      one.start();
      publish();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(one.counts()).isEqualTo(new MailCounts(0, 4, 1, 0, 0)));
      assertThat(one.report().snapshot().phase()).isEqualTo(ConsumerPhase.RUNNING);
      assertThat(one.release(1)).as("it is sent").isFalse();
    }
    publish();
    try (EmailConsumer third = consumer()) {
      third.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(handledAgain(third)).isTrue());
      assertThat(third.counts()).isEqualTo(new MailCounts(0, 4, 1, 0, 0));
    }

    assertThat(new Mailbox(folder).newest(100))
        .extracting(mail -> mail.to().getFirst() + ": " + mail.subject())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Sprint 26-07 was planned",
            "bob@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void what_does_not_run_says_so() {
    EmailConsumer consumer = consumer();

    assertThat(consumer.name()).isEqualTo("email");
    assertThat(consumer.group()).isEqualTo("email-sender");
    assertThatThrownBy(consumer::counts)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("start()");
    consumer.close();
    assertThatThrownBy(consumer::start)
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_start_that_fails_leaves_nothing_running() {
    EmailConsumer broken =
        new EmailConsumer(
            settings(),
            DATABASE.address(),
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "no such host"),
            Clock.systemUTC());
    EmailConsumer homeless =
        new EmailConsumer(
            settings(),
            new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "u", "pw-5d1"),
            environment(),
            Clock.systemUTC());

    assertThatThrownBy(broken::start).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(homeless::start)
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining("pw-5d1");

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("email-delivery");
  }

  private static boolean handledAgain(EmailConsumer consumer) {
    return consumer.report().snapshot().phase() == ConsumerPhase.RUNNING
        && !consumer.report().snapshot().partitions().isEmpty()
        && consumer.report().lagRecords() == 0;
  }

  private EmailConsumer consumer() {
    return new EmailConsumer(settings(), DATABASE.address(), environment(), Clock.systemUTC());
  }

  private EmailSettings settings() {
    return new EmailSettings(folder, new MailAddress("sprints@example.com"), Optional.empty());
  }

  private static Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_CONSUMER_GROUP", "ignored");
  }

  private static void publish() throws InterruptedException, ExecutionException {
    List<Event> events =
        SprintStory.of(EmailWorld.SPRINT)
            .then(EmailWorld.created(2))
            .then(EmailWorld.added(EmailWorld.ALICE, EmailWorld.CHLOE, EmailWorld.DAVE))
            .then(
                EmailWorld.changed(
                    EmailWorld.ALICE, EmailWorld.CHLOE, EmailWorld.DAVE, EmailWorld.BOB))
            .events();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer.send(EventRecords.of(event)).get();
      }
    }
  }
}
