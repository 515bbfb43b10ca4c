package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.failed;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.OrderedWriter;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The broker away, and back. */
class KafkaDeadLettersOutageTest {

  private static final int KEYS = 20;

  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  @Test
  void without_a_broker_nothing_blocks_and_letters_are_refused_until_it_comes()
      throws IOException, ExecutionException, InterruptedException {
    int port = freePort();
    Topics topics = new Topics(Map.of("bootstrap.servers", "127.0.0.1:" + port));
    KafkaDeadLetters sink = sink(topics);
    long begin = System.nanoTime();
    sink.start();

    CompletionStage<Void> refused = sink.send(failed(aRecord("t", 0, 1, "k")));
    assertThat(failure(refused))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("t.mail.dlq");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OrderedWriter.LIMIT);
    assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);

    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      topics.create("t", 1);
      sendUntilWritten(sink, failed(aRecord("t", 0, 1, "k")));

      assertThat(topics.read("t.mail.dlq")).hasSize(1);
      sink.close(Duration.ofSeconds(10));
      topics.close();
    }
  }

  @Test
  void an_outage_under_load_loses_no_letter_keeps_the_order_of_each_key_and_ends_each_send()
      throws IOException, ExecutionException, InterruptedException {
    int port = freePort();
    Topics topics = new Topics(Map.of("bootstrap.servers", "127.0.0.1:" + port));
    KafkaDeadLetters sink = sink(topics);
    Map<Integer, Integer> next = new HashMap<>();
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      topics.create("t", 2);
      sink.start();
      assertThat(sendRound(sink, next)).isZero();
    }

    long begin = System.nanoTime();
    assertThat(sendRound(sink, next)).as("letters refused while the broker is away").isPositive();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OrderedWriter.LIMIT);

    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, port, Map.of())) {
      kafka.start();
      await().atMost(LetterBroker.LIMIT).until(() -> sendRound(sink, next) == 0);

      List<ConsumerRecord<byte[], byte[]>> letters = topics.read("t.mail.dlq");
      Map<String, List<Long>> first = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> letter : letters) {
        List<Long> offsets =
            first.computeIfAbsent(new String(letter.key(), UTF_8), key -> new ArrayList<>());
        long offset = Provenance.of(letter.headers()).orElseThrow().origin().offset();
        if (!offsets.contains(offset)) {
          offsets.add(offset);
        }
      }
      assertThat(first).hasSize(KEYS);
      assertThat(first)
          .allSatisfy((key, offsets) ->
              assertThat(offsets)
                  .isSorted()
                  .hasSize(next.getOrDefault(Integer.parseInt(key.substring(4)), -1)));
      sink.close(Duration.ofSeconds(10));
      topics.close();
    }
  }

  @Test
  void beyond_the_bound_letters_are_refused_at_once_so_that_memory_stays_bounded()
      throws IOException {
    int port = freePort();
    Topics topics = new Topics(Map.of("bootstrap.servers", "127.0.0.1:" + port));
    KafkaDeadLetters sink = sink(topics);
    sink.start();
    List<CompletionStage<Void>> sent = new ArrayList<>();

    long begin = System.nanoTime();
    for (int i = 0; i < OrderedWriter.MOST_WRITES + 1_000; i++) {
      sent.add(sink.send(failed(aRecord("t", 0, i, "key-" + i))));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    assertThat(failure(sent.getLast()))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining(OrderedWriter.MOST_WRITES + " records wait");
    sent.forEach(Stages::failure);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OrderedWriter.LIMIT);

    sink.close(Duration.ofSeconds(10));
    topics.close();
  }

  @Test
  void the_end_is_bounded_while_the_broker_is_away() throws IOException {
    Topics topics = new Topics(Map.of("bootstrap.servers", "127.0.0.1:" + freePort()));
    KafkaDeadLetters sink = sink(topics);
    sink.start();
    CompletionStage<Void> sent = sink.send(failed(aRecord("t", 0, 1, "k")));

    long begin = System.nanoTime();
    sink.close(Duration.ofMillis(200));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(failure(sent)).isInstanceOf(NotWrittenException.class);
    topics.close();
  }

  /** As a consumer does: of each key in order, the next one when the one before is written. */
  private static int sendRound(KafkaDeadLetters sink, Map<Integer, Integer> next)
      throws InterruptedException, ExecutionException {
    int refused = 0;
    Map<Integer, List<CompletionStage<Void>>> sent = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      int from = next.getOrDefault(key, 0);
      for (int i = from; i < from + 5; i++) {
        sent.computeIfAbsent(key, same -> new ArrayList<>())
            .add(sink.send(failed(aRecord("t", key % 2, i, "key-" + key))));
      }
    }
    for (Map.Entry<Integer, List<CompletionStage<Void>>> each : sent.entrySet()) {
      boolean failed = false;
      for (CompletionStage<Void> stage : each.getValue()) {
        boolean written =
            stage.toCompletableFuture().handle((ok, failure) -> failure == null).get();
        assertThat(written && failed).as("a letter was written behind a refused one").isFalse();
        failed |= !written;
        next.merge(each.getKey(), written ? 1 : 0, Integer::sum);
      }
      refused += failed ? 1 : 0;
    }
    return refused;
  }

  private static void sendUntilWritten(KafkaDeadLetters sink, FailedRecord failed) {
    await()
        .atMost(LetterBroker.LIMIT)
        .until(() ->
            sink.send(failed)
                .toCompletableFuture()
                .handle((done, failure) -> failure == null)
                .get());
  }

  private static KafkaDeadLetters sink(Topics topics) {
    return new KafkaDeadLetters(
        new DeadLetterSettings(topics.client(), "mail", Set.of("t")), System::nanoTime);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
