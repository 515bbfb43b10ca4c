package dev.sprintcapacity.consumer.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.LetterBroker.GROUP;
import static dev.sprintcapacity.consumer.internal.deadletter.Stages.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.deadletter.CompactedParkedKeys;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSettings;
import dev.sprintcapacity.consumer.internal.deadletter.FailedRecord;
import dev.sprintcapacity.consumer.internal.deadletter.Failures;
import dev.sprintcapacity.consumer.internal.deadletter.KafkaDeadLetters;
import dev.sprintcapacity.consumer.internal.deadletter.LetterBroker;
import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters of parked keys, with a consumer that does what the rules of parked keys say. */
class ParkedRedriveTest {

  private static final byte[] KEY = "sprint-1".getBytes(UTF_8);

  @RegisterExtension final LetterBroker broker = new LetterBroker();

  private TopicPartition zero = new TopicPartition("", 0);
  private KafkaDeadLetters sink =
      new KafkaDeadLetters(new DeadLetterSettings(Map.of(), "g", Set.of("t")), System::nanoTime);
  private CompactedParkedKeys keys =
      new CompactedParkedKeys(new DeadLetterSettings(Map.of(), "g", Set.of("t")), System::nanoTime);
  private DeadLetters letters = new DeadLetters(Map.of(), "g", Set.of("t"));

  /** Origin offsets in the order in which the handler did them. */
  private final List<Long> handled = new ArrayList<>();

  private int redriveRead;

  @BeforeEach
  void open() {
    broker.topics().create(broker.topic(), 1);
    zero = new TopicPartition(broker.topic(), 0);
    sink = new KafkaDeadLetters(broker.settings(), System::nanoTime);
    sink.start();
    keys = new CompactedParkedKeys(broker.settings(), System::nanoTime);
    keys.start();
    keys.assigned(List.of(zero));
    letters = new DeadLetters(broker.client(), GROUP, Set.of(broker.topic()));
  }

  @AfterEach
  void close() {
    sink.close(Duration.ofSeconds(10));
    keys.close(Duration.ofSeconds(10));
  }

  @Test
  void a_parked_key_goes_back_in_order_and_is_free_when_the_group_has_handled_all_of_it() {
    consume(10, offset -> false);
    consume(12, offset -> true);
    consume(15, offset -> true);
    assertThat(handled).isEmpty();

    RedriveReport report = letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);
    assertThat(report).isEqualTo(new RedriveReport(false, 3, 3, Map.of(), List.of(), 1));
    consumeRedriven(offset -> true);
    consume(20, offset -> true);

    assertThat(handled).containsExactly(10L, 12L, 15L, 20L);
    assertThat(keys.isParked(zero, KEY)).isFalse();
    assertThat(letters.count(DeadLetterFilter.WAITING)).isZero();
  }

  @Test
  void an_event_that_comes_between_redrive_and_its_end_keeps_the_key_parked_until_the_next() {
    consume(10, offset -> false);
    letters.redrive(Selection.all(), RedriveOptions.DEFAULT);
    consume(17, offset -> true);

    consumeRedriven(offset -> true);
    assertThat(keys.isParked(zero, KEY)).isTrue();
    consume(18, offset -> true);
    assertThat(letters.redrive(Selection.all(), RedriveOptions.DEFAULT).redriven()).isEqualTo(2);
    consumeRedriven(offset -> true);

    assertThat(handled).containsExactly(10L, 17L, 18L);
    assertThat(keys.isParked(zero, KEY)).isFalse();
  }

  @Test
  void where_one_fails_again_nothing_of_the_key_is_handled_past_it_and_the_next_redrive_goes_on() {
    for (long offset : List.of(10L, 12L, 15L)) {
      consume(offset, any -> false);
    }
    letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);
    letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);

    consumeRedriven(offset -> offset != 12);
    assertThat(handled).containsExactly(10L);
    assertThat(keys.isParked(zero, KEY)).as("two ends of redrives were read").isTrue();

    restart();
    RedriveReport report = letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);
    assertThat(report.redriven()).isEqualTo(2);
    consumeRedriven(offset -> true);
    assertThat(handled).containsExactly(10L, 12L, 15L);
    assertThat(keys.isParked(zero, KEY)).isFalse();
  }

  @Test
  void a_letter_behind_another_of_its_parked_key_is_refused_unless_forced() {
    consume(10, offset -> false);
    consume(12, offset -> true);
    Position second = new Position(broker.topic() + ".mail.dlq", 0, 1);

    RedriveReport refused = letters.redrive(Selection.one(second), RedriveOptions.DEFAULT);
    assertThat(refused.redriven()).isZero();
    assertThat(refused.examples())
        .containsExactly(new RedriveReport.Refused(second, Refusal.WOULD_REORDER));

    RedriveReport forced = letters.redrive(Selection.one(second), RedriveOptions.DEFAULT.forced());
    assertThat(forced.redriven()).isEqualTo(1);
    assertThat(forced.endedKeys()).as("the first one still waits").isZero();
    consumeRedriven(offset -> true);
    assertThat(keys.isParked(zero, KEY)).isTrue();

    letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);
    consumeRedriven(offset -> true);
    assertThat(handled).containsExactly(12L, 10L);
    assertThat(keys.isParked(zero, KEY)).isFalse();
  }

  @Test
  void the_first_letters_of_a_parked_key_may_go_one_by_one_and_the_last_ends_it() {
    consume(10, offset -> false);
    consume(12, offset -> true);
    String dlq = broker.topic() + ".mail.dlq";

    assertThat(letters.redrive(Selection.one(new Position(dlq, 0, 0)), RedriveOptions.DEFAULT))
        .isEqualTo(new RedriveReport(false, 1, 1, Map.of(), List.of(), 0));
    assertThat(letters.redrive(Selection.one(new Position(dlq, 0, 1)), RedriveOptions.DEFAULT))
        .isEqualTo(new RedriveReport(false, 1, 1, Map.of(), List.of(), 1));
    consumeRedriven(offset -> true);

    assertThat(handled).containsExactly(10L, 12L);
    assertThat(keys.isParked(zero, KEY)).isFalse();
  }

  @Test
  void a_time_range_that_begins_inside_a_parked_key_is_refused_for_that_key_alone() {
    consume(10, offset -> false);
    Instant from = all().getFirst().writtenAt().plusMillis(1);
    await().until(() -> Instant.now().isAfter(from.plusMillis(1)));
    done(sink.send(Failures.failed(aRecord(broker.topic(), 0, 11, "free"))));
    consume(12, offset -> true);

    RedriveReport report =
        letters.redrive(Selection.written(from, Instant.MAX), RedriveOptions.DEFAULT);

    assertThat(report.redriven()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(Map.of(Refusal.WOULD_REORDER, 1L));
    assertThat(report.endedKeys()).isZero();
  }

  @Test
  void where_the_loop_guard_refuses_one_of_a_parked_key_all_behind_it_stay() {
    consume(10, offset -> false);
    consume(12, offset -> true);
    for (int round = 0; round < 3; round++) {
      letters.redrive(Selection.all(), RedriveOptions.DEFAULT.atMost(3));
      consumeRedriven(offset -> false);
    }
    consume(15, offset -> true);

    RedriveReport report = letters.redrive(Selection.key("sprint-1"), RedriveOptions.DEFAULT);

    assertThat(report.redriven()).isZero();
    assertThat(report.refused())
        .containsEntry(Refusal.LOOP_GUARD, 2L)
        .containsEntry(Refusal.WOULD_REORDER, 1L);
    assertThat(report.endedKeys()).isZero();
    assertThat(handled).isEmpty();
    assertThat(keys.isParked(zero, KEY)).isTrue();
  }

  @Test
  void a_parked_key_without_any_letter_left_is_ended_by_name() {
    consume(10, offset -> false);
    done(keys.park(zero, "lost".getBytes(UTF_8), 9));

    RedriveReport report = letters.redrive(Selection.key("lost"), RedriveOptions.DEFAULT);
    assertThat(report).isEqualTo(new RedriveReport(false, 0, 0, Map.of(), List.of(), 1));
    consumeRedriven(offset -> true);

    assertThat(keys.isParked(zero, "lost".getBytes(UTF_8))).isFalse();
    assertThat(keys.isParked(zero, KEY)).isTrue();
  }

  private List<DeadLetter> all() {
    try (Stream<DeadLetter> stream = letters.list(DeadLetterFilter.EVERYTHING, 100)) {
      return stream.toList();
    }
  }

  private void restart() {
    keys.close(Duration.ofSeconds(10));
    keys = new CompactedParkedKeys(broker.settings(), System::nanoTime);
    keys.start();
    keys.assigned(List.of(zero));
  }

  /** A new event of the topic, at that offset. */
  private void consume(long offset, Predicate<Long> handler) {
    ConsumerRecord<byte[], byte[]> record = aRecord(broker.topic(), 0, offset, "sprint-1");
    if (keys.isParked(zero, record.key()) || !handler.test(offset)) {
      done(sink.send(Failures.failed(record)));
      done(keys.park(zero, record.key(), offset));
    } else {
      handled.add(offset);
    }
  }

  /** What was sent back since the last time. */
  private void consumeRedriven(Predicate<Long> handler) {
    List<ConsumerRecord<byte[], byte[]>> records =
        broker.topics().read(broker.topic() + ".mail.redrive");
    for (ConsumerRecord<byte[], byte[]> record : records.subList(redriveRead, records.size())) {
      switch (Redriven.of(record, GROUP)) {
        case Redriven.Event event -> handleAgain(event, handler);
        case Redriven.Unpark unpark -> done(keys.free(unpark.record()));
        case Redriven.Foreign foreign -> throw new AssertionError(foreign.reason());
      }
    }
    redriveRead = records.size();
  }

  private void handleAgain(Redriven.Event event, Predicate<Long> handler) {
    ConsumerRecord<byte[], byte[]> record = event.record();
    boolean held = keys.isHeld(zero, record.key(), event.run());
    if (held || !handler.test(record.offset())) {
      FailedRecord failed = Failures.failed(record, held ? null : new IllegalStateException("no"));
      done(sink.send(failed));
      done(keys.parkAgain(zero, record.key(), record.offset(), event.run()));
    } else {
      handled.add(record.offset());
    }
  }
}
