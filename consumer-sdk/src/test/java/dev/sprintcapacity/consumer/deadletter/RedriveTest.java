package dev.sprintcapacity.consumer.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.shown;
import static dev.sprintcapacity.consumer.internal.deadletter.LetterBroker.GROUP;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSettings;
import dev.sprintcapacity.consumer.internal.deadletter.Failures;
import dev.sprintcapacity.consumer.internal.deadletter.KafkaDeadLetters;
import dev.sprintcapacity.consumer.internal.deadletter.LetterBroker;
import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import dev.sprintcapacity.consumer.internal.deadletter.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters of keys that are not parked: shown, and sent back. */
class RedriveTest {

  @RegisterExtension final LetterBroker broker = new LetterBroker();

  private String topic = "";
  private KafkaDeadLetters sink =
      new KafkaDeadLetters(new DeadLetterSettings(Map.of(), "g", Set.of("t")), System::nanoTime);
  private DeadLetters letters = new DeadLetters(Map.of(), "g", Set.of("t"));

  @BeforeEach
  void open() {
    topic = broker.topic();
    broker.topics().create(topic, 2);
    sink = new KafkaDeadLetters(broker.settings(), System::nanoTime);
    sink.start();
    letters = new DeadLetters(broker.client(), GROUP, Set.of(topic));
  }

  @AfterEach
  void close() {
    sink.close(Duration.ofSeconds(10));
  }

  @Test
  void a_dead_letter_is_shown_with_all_that_is_known_of_it() {
    letter(1, 40, "sprint-1");

    assertThat(list(DeadLetterFilter.EVERYTHING))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.position()).isEqualTo(new Position(topic + ".mail.dlq", 1, 0));
          assertThat(letter.origin()).isEqualTo(new Position(topic, 1, 40));
          assertThat(letter.origin()).hasToString(topic + "-1@40");
          assertThat(letter.originTimestamp()).isEqualTo(Failures.WRITTEN);
          assertThat(letter.keyText()).contains("sprint-1");
          assertThat(letter.value()).isEqualTo("value-40".getBytes(UTF_8));
          assertThat(shown(letter.headers())).containsExactly("ce_id=id-40");
          assertThat(letter.redriveCount()).isZero();
          assertThat(letter.redriven()).isFalse();
          assertThat(letter.failure().attempts()).isEqualTo(3);
          assertThat(letter.failure().reason()).isEqualTo("gave up");
          assertThat(letter.failure().exceptionClass())
              .isEqualTo("java.lang.IllegalStateException");
          assertThat(letter.failure().exceptionMessage()).isEqualTo("no seat left");
          assertThat(letter.failure().causeClass()).isNull();
          assertThat(letter.failure().stackTrace()).contains("\n\tat ");
          assertThat(letter.failure().firstFailure()).isEqualTo(Failures.FIRST);
          assertThat(letter.failure().lastFailure()).isEqualTo(Failures.LAST);
        });
  }

  @Test
  void a_filter_narrows_and_a_limit_ends_the_list() {
    for (int i = 0; i < 20; i++) {
      letter(i % 2, i, "key-" + i % 4);
    }
    Instant middle = list(DeadLetterFilter.EVERYTHING).get(5).writtenAt();
    DeadLetterFilter everything = DeadLetterFilter.EVERYTHING;

    assertThat(letters.count(everything)).isEqualTo(20);
    assertThat(letters.count(everything.ofKey("key-1".getBytes(UTF_8)))).isEqualTo(5);
    assertThat(letters.count(everything.ofTopic(topic))).isEqualTo(20);
    assertThat(letters.count(everything.thrown("java.lang.Error"))).isZero();
    assertThat(
            letters.count(everything.written(Instant.MIN, middle))
                + letters.count(everything.written(middle, Instant.MAX)))
        .isEqualTo(20);
    try (Stream<DeadLetter> three = letters.list(everything, 3)) {
      assertThat(three.map(letter -> letter.origin().offset())).containsExactly(0L, 2L, 4L);
    }
    assertThatExceptionOfType(ConsumerException.class)
        .isThrownBy(() -> letters.count(everything.ofTopic("other")))
        .withMessageContaining("other");
  }

  @Test
  void one_letter_goes_back_as_it_was_to_the_partition_it_came_from() {
    letter(1, 40, "a");
    letter(1, 41, "b");

    RedriveReport report =
        letters.redrive(
            Selection.one(new Position(topic + ".mail.dlq", 1, 1)), RedriveOptions.DEFAULT);

    assertThat(report).isEqualTo(new RedriveReport(false, 1, 1, Map.of(), List.of(), 0));
    assertThat(redriven())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.partition()).isEqualTo(1);
          Redriven.Event event = (Redriven.Event) Redriven.of(record, GROUP);
          assertThat(event.record().topic()).isEqualTo(topic);
          assertThat(event.record().partition()).isEqualTo(1);
          assertThat(event.record().offset()).isEqualTo(41);
          assertThat(event.record().timestamp()).isEqualTo(Failures.WRITTEN.toEpochMilli());
          assertThat(event.record().key()).isEqualTo("b".getBytes(UTF_8));
          assertThat(event.record().value()).isEqualTo("value-41".getBytes(UTF_8));
          assertThat(event.redriveCount()).isEqualTo(1);
        });
    assertThat(list(DeadLetterFilter.WAITING))
        .extracting(letter -> letter.origin().offset())
        .containsExactly(40L);
  }

  @Test
  void one_key_goes_back_in_order_and_no_other() {
    for (int i = 0; i < 12; i++) {
      letter(0, i, "key-" + i % 3);
    }

    RedriveReport report = letters.redrive(Selection.key("key-1"), RedriveOptions.DEFAULT);

    assertThat(report.redriven()).isEqualTo(4);
    assertThat(redrivenOffsets()).containsExactly(1L, 4L, 7L, 10L);
  }

  @Test
  void a_time_range_goes_back() {
    for (int i = 0; i < 4; i++) {
      letter(0, i, "key-" + i);
    }
    List<DeadLetter> all = list(DeadLetterFilter.EVERYTHING);
    Instant from = all.get(1).writtenAt();
    Instant to = all.get(2).writtenAt().plusMillis(1);
    List<Long> expected =
        all.stream()
            .filter(l -> !l.writtenAt().isBefore(from) && l.writtenAt().isBefore(to))
            .map(letter -> letter.origin().offset())
            .toList();

    RedriveReport report = letters.redrive(Selection.written(from, to), RedriveOptions.DEFAULT);

    assertThat(report.redriven()).isEqualTo(expected.size());
    assertThat(redrivenOffsets()).isEqualTo(expected).contains(1L, 2L);
  }

  @Test
  void a_time_range_may_be_open_at_both_ends() {
    letter(0, 1, "a");
    letter(0, 2, "a");

    assertThat(
            letters
                .redrive(
                    Selection.written(Instant.MAX.minusNanos(1), Instant.MAX),
                    RedriveOptions.DEFAULT)
                .selected())
        .isZero();
    assertThat(
            letters
                .redrive(Selection.written(Instant.MIN, Instant.MAX), RedriveOptions.DEFAULT)
                .redriven())
        .isEqualTo(2);
    assertThat(
            letters.count(
                DeadLetterFilter.EVERYTHING.written(Instant.MIN.plusNanos(1), Instant.EPOCH)))
        .isZero();
  }

  @Test
  void a_redrive_that_is_refused_on_its_way_says_what_it_did_and_leaves_nothing_open() {
    letters(700, 1);
    broker.topics().configure(topic + ".mail.redrive", "max.message.bytes", "100");

    assertThatExceptionOfType(RedriveException.class)
        .isThrownBy(() -> letters.redrive(Selection.all(), RedriveOptions.DEFAULT))
        .satisfies(stopped -> assertThat(stopped.report().redriven()).isZero())
        .withMessageContaining("nothing is sent back twice");
    assertThat(redriven()).isEmpty();
    broker.topics().configure(topic + ".mail.redrive", "max.message.bytes", "100000");
    assertThat(letters.redrive(Selection.all(), RedriveOptions.DEFAULT).redriven()).isEqualTo(700);
    assertThat(redriven()).hasSize(700);
  }

  @Test
  void a_dry_run_says_the_same_and_writes_nothing() {
    for (int i = 0; i < 5; i++) {
      letter(i % 2, i, "a");
    }

    RedriveReport dry = letters.redrive(Selection.all(), RedriveOptions.DRY_RUN);

    assertThat(redriven()).isEmpty();
    assertThat(letters.count(DeadLetterFilter.WAITING)).isEqualTo(5);
    RedriveReport real = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);
    assertThat(dry.dryRun()).isTrue();
    assertThat(real.redriven()).isEqualTo(dry.redriven()).isEqualTo(5);
  }

  @Test
  void a_second_redrive_of_the_same_sends_nothing_twice() {
    letters(1_202, 2);

    RedriveReport first = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);
    RedriveReport second = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);
    RedriveReport third = letters.redrive(Selection.key("key-1"), RedriveOptions.DEFAULT);

    assertThat(first.redriven()).isEqualTo(1_202);
    assertThat(second)
        .matches(report -> report.redriven() == 0)
        .extracting(RedriveReport::refused)
        .isEqualTo(Map.of(Refusal.ALREADY_REDRIVEN, 1_202L));
    assertThat(second.examples()).hasSize(RedriveReport.MOST_EXAMPLES);
    assertThat(third.redriven()).isZero();
    assertThat(redriven()).hasSize(1_202);
    assertThat(letters.count(DeadLetterFilter.WAITING)).isZero();
    assertThat(letters.count(DeadLetterFilter.EVERYTHING)).isEqualTo(1_202);
  }

  @Test
  void a_letter_that_was_written_twice_goes_back_once() {
    letter(0, 7, "a");
    letter(0, 7, "a");

    RedriveReport report = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);

    assertThat(report.redriven()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(Map.of(Refusal.ALREADY_REDRIVEN, 1L));
    assertThat(redrivenOffsets()).containsExactly(7L);
  }

  @Test
  void a_record_that_fails_each_time_is_sent_back_three_times_and_no_more() {
    letter(0, 7, "a");
    for (int round = 1; round <= 3; round++) {
      assertThat(letters.redrive(Selection.all(), RedriveOptions.DEFAULT).redriven()).isEqualTo(1);
      failAgain();
    }

    RedriveReport fourth = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);

    assertThat(fourth.redriven()).isZero();
    assertThat(fourth.refused())
        .isEqualTo(Map.of(Refusal.ALREADY_REDRIVEN, 3L, Refusal.LOOP_GUARD, 1L));
    assertThat(fourth.examples())
        .contains(
            new RedriveReport.Refused(new Position(topic + ".mail.dlq", 0, 3), Refusal.LOOP_GUARD));
    assertThat(list(DeadLetterFilter.WAITING))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.redriveCount()).isEqualTo(3);
          assertThat(letter.origin()).isEqualTo(new Position(topic, 0, 7));
          assertThat(letter.failure().firstFailure()).isEqualTo(Failures.FIRST);
        });
    assertThat(letters.redrive(Selection.all(), RedriveOptions.DEFAULT.atMost(4)).redriven())
        .isEqualTo(1);
  }

  @Test
  void strangers_in_the_topics_are_left_where_they_are() {
    letter(0, 7, "a");
    broker
        .topics()
        .write(new ProducerRecord<>(topic + ".mail.dlq", 0, "a".getBytes(UTF_8), new byte[3]));
    broker.topics().write(new ProducerRecord<>(topic + ".mail.redrive", 0, null, new byte[3]));

    RedriveReport report = letters.redrive(Selection.all(), RedriveOptions.DEFAULT);

    assertThat(list(DeadLetterFilter.EVERYTHING)).hasSize(1);
    assertThat(report.selected()).isEqualTo(2);
    assertThat(report.redriven()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(Map.of(Refusal.FOREIGN, 1L));
  }

  @Test
  void of_two_redrives_at_once_the_later_fences_the_earlier_and_nothing_goes_twice()
      throws InterruptedException {
    letters(5_001, 1);

    List<Thread> operators =
        Stream.of(1, 2, 3)
            .map(operator ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        letters.redrive(Selection.all(), RedriveOptions.DEFAULT);
                      } catch (RedriveException fenced) {
                        assertThat(fenced.report().dryRun()).isFalse();
                      }
                    }))
            .toList();
    for (Thread operator : operators) {
      assertThat(operator.join(LetterBroker.LIMIT)).isTrue();
    }
    letters.redrive(Selection.all(), RedriveOptions.DEFAULT);

    assertThat(redrivenOffsets()).hasSize(5_001).doesNotHaveDuplicates();
  }

  @Test
  void a_group_without_dead_letters_has_none() {
    DeadLetters none = new DeadLetters(broker.client(), "other", Set.of(topic));

    assertThat(none.count(DeadLetterFilter.EVERYTHING)).isZero();
    assertThat(none.redrive(Selection.all(), RedriveOptions.DEFAULT).selected()).isZero();
    assertThat(broker.topics().names()).noneMatch(name -> name.contains(".other."));
  }

  @Test
  void without_a_broker_everything_ends_with_a_reason() {
    DeadLetters nowhere =
        new DeadLetters(Map.of("bootstrap.servers", "127.0.0.1:1"), GROUP, Set.of(topic));

    assertThatExceptionOfType(ConsumerException.class)
        .isThrownBy(() -> nowhere.count(DeadLetterFilter.EVERYTHING));
    assertThatExceptionOfType(RedriveException.class)
        .isThrownBy(() -> nowhere.redrive(Selection.all(), RedriveOptions.DEFAULT))
        .withMessageContaining("redrive of group mail stopped")
        .withMessageContaining("run it again");
  }

  private void letters(int count, int partitions) {
    List<CompletionStage<Void>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(sink.send(Failures.failed(aRecord(topic, i % partitions, i, "key-" + i % 97))));
    }
    sent.forEach(Stages::done);
  }

  private void letter(int partition, long offset, String key) {
    done(sink.send(Failures.failed(aRecord(topic, partition, offset, key))));
  }

  /** As the group does with the newest record that was sent back. */
  private void failAgain() {
    ConsumerRecord<byte[], byte[]> newest = redriven().getLast();
    Redriven.Event event = (Redriven.Event) Redriven.of(newest, GROUP);
    done(sink.send(Failures.failed(event.record())));
  }

  private List<DeadLetter> list(DeadLetterFilter filter) {
    try (Stream<DeadLetter> stream = letters.list(filter, 10_000)) {
      return stream.toList();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> redriven() {
    return broker.topics().read(topic + ".mail.redrive");
  }

  private List<Long> redrivenOffsets() {
    return redriven().stream()
        .map(record -> ((Redriven.Event) Redriven.of(record, GROUP)).record().offset())
        .toList();
  }
}
