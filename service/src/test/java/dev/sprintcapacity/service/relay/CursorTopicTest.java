package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CursorTopicTest {

  @RegisterExtension final RelayServers servers = new RelayServers();

  private String topic;
  private Admin admin;
  private KafkaConsumer<byte[], byte[]> consumer;
  private CursorTopic cursors;

  @BeforeEach
  void open() throws ExecutionException, InterruptedException {
    RelaySettings settings = servers.settings();
    KafkaClients clients = new KafkaClients(settings);
    topic = settings.topics().cursorTopic();
    admin = clients.admin();
    consumer = clients.consumer();
    cursors = new CursorTopic(admin, consumer, topic, "mine".getBytes(UTF_8));
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  @AfterEach
  void close() {
    consumer.close();
    admin.close();
  }

  @Test
  void an_empty_topic_has_no_cursor() {
    assertThat(newest()).isEmpty();
  }

  @Test
  void the_newest_of_its_own_key_is_found_again_and_again() {
    put("mine", "1");
    put("mine", "2");
    put("other", "3");

    assertThat(newest()).contains("2");
    assertThat(newest()).contains("2");
    put("mine", "4");
    put("other", "5");
    assertThat(newest()).contains("4");
  }

  @Test
  void a_cursor_far_from_the_end_is_found() throws ExecutionException, InterruptedException {
    put("mine", "1");
    try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
      for (int i = 0; i < 1_200; i++) {
        Future<?> last = producer.send(cursor("other", "x"));
        if (i == 1_199) {
          last.get();
        }
      }
    }

    assertThat(newest()).contains("1");
  }

  @Test
  void a_deleted_cursor_is_none() {
    put("mine", "1");
    put("mine", null);

    assertThat(newest()).isEmpty();
  }

  @Test
  void an_aborted_cursor_does_not_count() {
    put("mine", "1");
    try (KafkaProducer<byte[], byte[]> producer = producer("tx")) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(cursor("mine", "2"));
      producer.flush();
      producer.abortTransaction();
    }

    assertThat(newest()).contains("1");
  }

  @Test
  void another_relays_open_transaction_does_not_hide_a_newer_cursor() throws InterruptedException {
    put("mine", "1");
    try (KafkaProducer<byte[], byte[]> open = producer("other")) {
      open.initTransactions();
      open.beginTransaction();
      var _ = open.send(cursor("other", "x"));
      open.flush();
      put("mine", "2");

      FutureTask<Optional<String>> reading = new FutureTask<>(this::newest);
      Thread thread = Thread.ofPlatform().start(reading);
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !reading.isDone());
      open.abortTransaction();

      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
      assertThat(reading.resultNow()).contains("2");
    }
  }

  @Test
  void a_glance_does_not_wait_for_a_transaction_that_stays_open() {
    put("mine", "1");
    try (KafkaProducer<byte[], byte[]> open = producer("killed")) {
      open.initTransactions();
      open.beginTransaction();
      var _ = open.send(cursor("mine", "2"));
      open.flush();

      assertThat(cursors.glance().map(value -> new String(value, UTF_8))).contains("1");
      open.commitTransaction();
      assertThat(newest()).contains("2");
    }
  }

  private Optional<String> newest() {
    return cursors.newest().map(value -> new String(value, UTF_8));
  }

  private void put(String key, @Nullable String value) {
    try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
      producer.send(cursor(key, value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ProducerRecord<byte[], byte[]> cursor(String key, @Nullable String value) {
    return new ProducerRecord<>(
        topic, 0, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  private KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
    Map<String, Object> config =
        transactionalId == null
            ? Map.of("bootstrap.servers", servers.bootstrapServers())
            : Map.of(
                "bootstrap.servers",
                servers.bootstrapServers(),
                "transactional.id",
                transactionalId + topic);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
