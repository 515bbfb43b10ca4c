package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.failed;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.header;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.shown;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.done;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaDeadLettersTest {

  @RegisterExtension final LetterBroker broker = new LetterBroker();
  @RegisterExtension final LogLines log = new LogLines();

  private String topic = "";
  private String dlq = "";
  private KafkaDeadLetters sink =
      new KafkaDeadLetters(
          new DeadLetterSettings(Map.of(), "g", java.util.Set.of("t")), System::nanoTime);

  @BeforeEach
  void open() {
    topic = broker.topic();
    dlq = topic + ".mail.dlq";
    sink = new KafkaDeadLetters(broker.settings(), System::nanoTime);
  }

  @AfterEach
  void close() {
    sink.close(Duration.ofSeconds(10));
  }

  @Test
  void start_makes_the_topics_with_the_partitions_of_the_source_and_for_ever() {
    broker.topics().create(topic, 3, Map.of("max.message.bytes", "2000000"));

    sink.start();

    for (String made : List.of(dlq, topic + ".mail.redrive")) {
      assertThat(broker.topics().partitions(made)).isEqualTo(3);
      assertThat(broker.topics().config(made, "retention.ms")).isEqualTo("-1");
      assertThat(broker.topics().config(made, "cleanup.policy")).isEqualTo("delete");
      assertThat(broker.topics().config(made, "message.timestamp.type")).isEqualTo("LogAppendTime");
      assertThat(broker.topics().config(made, "max.message.bytes")).isEqualTo("2065536");
    }
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void a_letter_is_written_as_it_is_made_to_the_same_partition() {
    broker.topics().create(topic, 3);
    sink.start();
    FailedRecord failed = failed(aRecord(topic, 2, 40, "sprint-1"));

    done(sink.send(failed));

    assertThat(broker.topics().read(dlq))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.partition()).isEqualTo(2);
          assertThat(letter.key()).isEqualTo(failed.record().key());
          assertThat(letter.value()).isEqualTo(failed.record().value());
          assertThat(letter.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
          assertThat(letter.timestamp()).isGreaterThan(Failures.LAST.toEpochMilli());
          assertThat(shown(letter.headers()))
              .isEqualTo(shown(new LetterFormat("mail").letter(failed, LetterSize.FULL).headers()));
        });
  }

  @Test
  void letters_of_a_key_stand_in_the_order_in_which_they_were_sent() {
    broker.topics().create(topic, 2);
    sink.start();
    List<CompletionStage<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(sink.send(failed(aRecord(topic, i % 2, i, "key-" + i % 10))));
    }
    sent.forEach(Stages::done);

    Map<String, List<Long>> offsets = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : broker.topics().read(dlq)) {
      offsets
          .computeIfAbsent(new String(letter.key(), UTF_8), key -> new ArrayList<>())
          .add(Provenance.of(letter.headers()).orElseThrow().origin().offset());
    }
    assertThat(offsets).hasSize(10);
    assertThat(offsets.values()).allSatisfy(each -> assertThat(each).hasSize(100).isSorted());
  }

  @Test
  void a_letter_that_is_too_large_loses_its_stack_first_and_its_large_headers_last() {
    broker.topics().create(topic, 1);
    broker.topics().create(dlq, 1, Map.of("max.message.bytes", "4000"));
    sink.start();
    List<Header> large = new ArrayList<>(List.of(header("ce_id", "1")));
    IntStream.range(0, 14).forEach(i -> large.add(header("large-" + i, "x".repeat(300))));
    Throwable cause = new IllegalStateException("m".repeat(3_000));

    done(sink.send(failed(aRecord(topic, 0, 1, "k"), cause)));
    done(sink.send(failed(aRecord(topic, 0, 2, "k", large), cause)));

    List<ConsumerRecord<byte[], byte[]>> letters = broker.topics().read(dlq);
    assertThat(letters).hasSize(2);
    assertThat(shown(letters.get(0).headers()))
        .anyMatch(header -> header.startsWith("sprintcap-dlq-exception-message=mmm"))
        .noneMatch(header -> header.startsWith("sprintcap-dlq-exception-stacktrace"));
    assertThat(shown(letters.get(1).headers()))
        .contains("ce_id=1")
        .anyMatch(header -> header.startsWith("sprintcap-dlq-headers-left-out=large-0, large-1"));
    assertThat(letters.get(1).value()).isEqualTo("value-2".getBytes(UTF_8));
  }

  @Test
  void a_value_that_no_letter_can_hold_is_refused_with_what_to_do_and_others_go_on() {
    broker.topics().create(topic, 1);
    broker.topics().create(dlq, 1, Map.of("max.message.bytes", "200"));
    sink.start();

    assertThat(failure(sink.send(failed(aRecord(topic, 0, 1, "k")))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining(dlq)
        .hasMessageContaining("raise max.message.bytes");
    broker.topics().configure(dlq, "max.message.bytes", "100000");
    done(sink.send(failed(aRecord(topic, 0, 1, "k"))));
  }

  @Test
  void a_topic_that_is_deleted_under_way_is_made_again() {
    broker.topics().create(topic, 1);
    sink.start();
    done(sink.send(failed(aRecord(topic, 0, 1, "k"))));
    broker.topics().delete(dlq);

    await()
        .atMost(LetterBroker.LIMIT)
        .until(() ->
            sink.send(failed(aRecord(topic, 0, 2, "k")))
                .toCompletableFuture()
                .handle((done, failure) -> failure == null)
                .get());

    assertThat(broker.topics().read(dlq))
        .allSatisfy(letter ->
            assertThat(Provenance.of(letter.headers()).orElseThrow().origin().offset())
                .isEqualTo(2))
        .isNotEmpty();
  }

  @Test
  void partitions_that_the_source_gets_later_are_followed() {
    broker.topics().create(topic, 1);
    sink.start();
    broker.topics().grow(topic, 4);

    done(sink.send(failed(aRecord(topic, 3, 1, "k"))));

    assertThat(broker.topics().partitions(dlq)).isEqualTo(4);
    assertThat(broker.topics().read(dlq)).singleElement().matches(each -> each.partition() == 3);
  }

  @Test
  void a_source_that_does_not_exist_yet_is_one_warning_and_no_obstacle_later() {
    sink.start();

    assertThat(failure(sink.send(failed(aRecord(topic, 0, 1, "k")))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining(dlq + " is not made: topic " + topic + " does not exist yet");
    broker.topics().create(topic, 1);
    await()
        .atMost(LetterBroker.LIMIT)
        .until(() ->
            sink.send(failed(aRecord(topic, 0, 1, "k")))
                .toCompletableFuture()
                .handle((done, failure) -> failure == null)
                .get());

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN") && line.contains(dlq))
        .hasSize(1);
  }

  @Test
  void a_compacted_topic_is_refused_because_it_would_keep_one_letter_of_a_key() {
    broker.topics().create(topic, 1);
    broker.topics().create(dlq, 1, Map.of("cleanup.policy", "compact"));
    sink.start();

    assertThat(failure(sink.send(failed(aRecord(topic, 0, 1, "k")))))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("lose all letters of a key but the last: set it to delete");
  }

  @Test
  void after_the_end_letters_are_refused() {
    broker.topics().create(topic, 1);
    sink.start();
    sink.close(Duration.ofSeconds(10));

    assertThat(failure(sink.send(failed(aRecord(topic, 0, 1, "k")))))
        .isInstanceOf(NotWrittenException.class);
  }

  @Test
  void the_end_waits_for_letters_that_are_under_way() {
    broker.topics().create(topic, 1);
    sink.start();
    List<CompletionStage<Void>> sent =
        IntStream.range(0, 300)
            .mapToObj(i -> sink.send(failed(aRecord(topic, 0, i, "k"))))
            .toList();

    sink.close(Duration.ofSeconds(30));

    assertThat(sent).allMatch(stage -> stage.toCompletableFuture().isDone());
    sent.forEach(Stages::done);
    assertThat(broker.topics().read(dlq)).hasSize(300);
  }
}
