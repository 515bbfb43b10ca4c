package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.failed;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.header;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.shown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LetterFormatTest {

  private static final String STACK = DeadLetterHeaders.EXCEPTION_STACKTRACE;

  private final LetterFormat format = new LetterFormat("mail");

  @Test
  void a_letter_is_the_record_with_exactly_these_headers_behind_its_own() {
    ConsumerRecord<byte[], byte[]> record = aRecord("sprint.lifecycle", 2, 40, "sprint-1");

    ProducerRecord<byte[], byte[]> letter =
        format.letter(
            failed(record, new IllegalStateException("no\nseat", new Error())), LetterSize.FULL);

    assertThat(letter.topic()).isEqualTo("sprint.lifecycle.mail.dlq");
    assertThat(letter.partition()).isEqualTo(2);
    assertThat(letter.timestamp()).as("retention counts from the writing").isNull();
    assertThat(letter.key()).isSameAs(record.key());
    assertThat(letter.value()).isSameAs(record.value());
    assertThat(shown(letter.headers()))
        .filteredOn(header -> !header.startsWith(STACK))
        .containsExactly(
            "ce_id=id-40",
            "sprintcap-dlq-original-topic=sprint.lifecycle",
            "sprintcap-dlq-original-partition=2",
            "sprintcap-dlq-original-offset=40",
            "sprintcap-dlq-original-timestamp=2025-11-27T10:30:00.123Z",
            "sprintcap-dlq-original-key=sprint-1",
            "sprintcap-dlq-group=mail",
            "sprintcap-redrive-count=0",
            "sprintcap-dlq-attempts=3",
            "sprintcap-dlq-reason=gave up",
            "sprintcap-dlq-exception-class=java.lang.IllegalStateException",
            "sprintcap-dlq-exception-message=no\\u000aseat",
            "sprintcap-dlq-exception-cause-class=java.lang.Error",
            "sprintcap-dlq-first-failure=2025-11-28T08:00:00Z",
            "sprintcap-dlq-last-failure=2025-11-28T08:02:03.456789Z");
    assertThat(new String(letter.headers().lastHeader(STACK).value(), UTF_8))
        .startsWith("java.lang.IllegalStateException: no\\u000aseat\n\tat ")
        .contains("\nCaused by: java.lang.Error\n\tat ");
  }

  @Test
  void a_record_behind_a_parked_key_has_no_exception_and_one_without_key_none_in_its_headers() {
    ProducerRecord<byte[], byte[]> letter =
        format.letter(
            failed(aRecord("sprint.lifecycle", 0, 7, null, List.of()), null), LetterSize.FULL);

    assertThat(letter.key()).isNull();
    assertThat(shown(letter.headers()))
        .containsExactly(
            "sprintcap-dlq-original-topic=sprint.lifecycle",
            "sprintcap-dlq-original-partition=0",
            "sprintcap-dlq-original-offset=7",
            "sprintcap-dlq-original-timestamp=2025-11-27T10:30:00.123Z",
            "sprintcap-dlq-group=mail",
            "sprintcap-redrive-count=0",
            "sprintcap-dlq-attempts=3",
            "sprintcap-dlq-reason=gave up",
            "sprintcap-dlq-first-failure=2025-11-28T08:00:00Z",
            "sprintcap-dlq-last-failure=2025-11-28T08:02:03.456789Z");
  }

  @Test
  void a_letter_on_its_way_back_has_exactly_its_own_headers_and_where_it_is_from() {
    ProducerRecord<byte[], byte[]> letter =
        format.letter(failed(aRecord("sprint.lifecycle", 2, 40, "k")), LetterSize.FULL);
    Provenance provenance = Provenance.of(letter.headers()).orElseThrow();

    assertThat(
            shown(
                LetterFormat.redriveHeaders(
                    Provenance.originals(letter.headers()), sentBack(provenance, 11))))
        .containsExactly(
            "ce_id=id-40",
            "sprintcap-dlq-original-topic=sprint.lifecycle",
            "sprintcap-dlq-original-partition=2",
            "sprintcap-dlq-original-offset=40",
            "sprintcap-dlq-original-timestamp=2025-11-27T10:30:00.123Z",
            "sprintcap-dlq-group=mail",
            "sprintcap-redrive-count=1",
            "sprintcap-dlq-first-failure=2025-11-28T08:00:00Z",
            "sprintcap-redrive-run=11");
  }

  @Test
  void a_redriven_record_that_fails_again_keeps_its_first_origin_and_is_counted() {
    FailedRecord again = failed(redriven("sprint.lifecycle", 40), new Error("still no seat"));

    ProducerRecord<byte[], byte[]> letter =
        format.letter(
            new FailedRecord(
                again.record(), 5, "again", again.cause(), Failures.LAST, Failures.LAST),
            LetterSize.FULL);

    assertThat(letter.topic()).isEqualTo("sprint.lifecycle.mail.dlq");
    assertThat(letter.partition()).isEqualTo(2);
    assertThat(shown(letter.headers()))
        .filteredOn(header -> !header.startsWith(STACK))
        .containsExactly(
            "ce_id=id-40",
            "sprintcap-dlq-original-topic=sprint.lifecycle",
            "sprintcap-dlq-original-partition=2",
            "sprintcap-dlq-original-offset=40",
            "sprintcap-dlq-original-timestamp=2025-11-27T10:30:00.123Z",
            "sprintcap-dlq-original-key=k",
            "sprintcap-dlq-group=mail",
            "sprintcap-redrive-count=1",
            "sprintcap-dlq-attempts=5",
            "sprintcap-dlq-reason=again",
            "sprintcap-dlq-exception-class=java.lang.Error",
            "sprintcap-dlq-exception-message=still no seat",
            "sprintcap-dlq-first-failure=2025-11-28T08:00:00Z",
            "sprintcap-dlq-last-failure=2025-11-28T08:02:03.456789Z");
  }

  @Test
  void a_redriven_record_makes_the_same_letter_whether_it_was_put_at_its_origin_or_not() {
    ConsumerRecord<byte[], byte[]> raw = redriven("sprint.lifecycle", 40);
    Redriven.Event event = (Redriven.Event) Redriven.of(raw, "mail");

    assertThat(shown(format.letter(failed(event.record(), null), LetterSize.FULL).headers()))
        .isEqualTo(shown(format.letter(failed(raw, null), LetterSize.FULL).headers()));
  }

  @Test
  void headers_of_our_names_that_the_record_brought_along_are_its_own() {
    List<Header> forged =
        List.of(
            header("sprintcap-dlq-original-topic", "other"),
            header("sprintcap-dlq-original-partition", "9"),
            header("sprintcap-dlq-original-offset", "9"),
            header("sprintcap-dlq-group", "mail"),
            header("sprintcap-redrive-count", "7"));

    ProducerRecord<byte[], byte[]> letter =
        format.letter(failed(aRecord("t", 1, 5, "k", forged)), LetterSize.FULL);

    assertThat(letter.topic()).isEqualTo("t.mail.dlq");
    assertThat(shown(letter.headers())).startsWith(shown(forged).toArray(String[]::new));
    Provenance provenance = Provenance.of(letter.headers()).orElseThrow();
    assertThat(provenance.origin()).isEqualTo(new Origin("t", 1, 5, Failures.WRITTEN));
    assertThat(provenance.redriveCount()).isZero();
    assertThat(Provenance.originals(letter.headers())).containsExactlyElementsOf(forged);
  }

  @Test
  void a_stranger_in_the_redrive_topic_goes_to_the_dead_letters_of_the_topic() {
    ProducerRecord<byte[], byte[]> letter =
        format.letter(failed(aRecord("t.mail.redrive", 1, 5, "k")), LetterSize.FULL);

    assertThat(letter.topic()).isEqualTo("t.mail.dlq");
    assertThat(Provenance.of(letter.headers()).orElseThrow().origin().topic())
        .isEqualTo("t.mail.redrive");
  }

  @Test
  void smaller_forms_drop_the_stack_then_the_texts_then_large_headers_and_never_key_or_value() {
    List<Header> own =
        new ArrayList<>(List.of(header("ce_id", "1"), header("big", "x".repeat(300))));
    FailedRecord failed =
        failed(aRecord("t", 0, 1, "k", own), new IllegalStateException("m".repeat(2_000)));

    for (LetterSize size : LetterSize.values()) {
      ProducerRecord<byte[], byte[]> letter = format.letter(failed, size);

      assertThat(letter.key()).isSameAs(failed.record().key());
      assertThat(letter.value()).isSameAs(failed.record().value());
      assertThat(Provenance.of(letter.headers()).orElseThrow().origin())
          .isEqualTo(new Origin("t", 0, 1, Failures.WRITTEN));
    }
    assertThat(names(LetterSize.SHORT, failed)).doesNotContain(STACK).contains("big");
    assertThat(
            format
                .letter(failed, LetterSize.SHORT)
                .headers()
                .lastHeader(DeadLetterHeaders.EXCEPTION_MESSAGE)
                .value())
        .hasSizeLessThanOrEqualTo(128);
    assertThat(names(LetterSize.BARE, failed))
        .contains("big", DeadLetterHeaders.EXCEPTION_CLASS)
        .doesNotContain(STACK, DeadLetterHeaders.EXCEPTION_MESSAGE, DeadLetterHeaders.REASON);
    assertThat(shown(format.letter(failed, LetterSize.FEWEST_HEADERS).headers()))
        .contains("ce_id=1", "sprintcap-dlq-headers-left-out=big")
        .noneMatch(header -> header.startsWith("big="));
  }

  @Test
  void a_large_key_is_not_repeated_in_a_header() {
    assertThat(names(LetterSize.FULL, failed(aRecord("t", 0, 1, "k".repeat(1024)))))
        .contains(DeadLetterHeaders.ORIGINAL_KEY);
    assertThat(names(LetterSize.FULL, failed(aRecord("t", 0, 1, "k".repeat(1025)))))
        .doesNotContain(DeadLetterHeaders.ORIGINAL_KEY);
  }

  @Property(tries = 300)
  void hostile_texts_and_headers_never_exceed_the_bounds_and_lose_nothing(
      @ForAll String reason,
      @ForAll String message,
      @ForAll @Size(max = 20) List<String> names,
      @ForAll @Size(max = 20) List<String> values) {
    List<Header> own = new ArrayList<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      own.add(header(names.get(i), values.get(i)));
    }
    ConsumerRecord<byte[], byte[]> record = aRecord("t", 0, 1, "k", own);
    FailedRecord failed =
        new FailedRecord(
            record,
            1,
            reason.repeat(20),
            new IllegalStateException(message.repeat(50)),
            Failures.FIRST,
            Failures.LAST);

    ProducerRecord<byte[], byte[]> letter = format.letter(failed, LetterSize.FULL);

    assertThat(Provenance.originals(letter.headers())).containsExactlyElementsOf(own);
    assertThat(bytes(letter) - bytes(record.headers())).isLessThanOrEqualTo(16 * 1024);
    assertThat(bytes(format.letter(failed, LetterSize.FEWEST_HEADERS)))
        .isLessThanOrEqualTo(8 * 1024);
  }

  private static Provenance sentBack(Provenance letter, long run) {
    return new Provenance(
        letter.origin(),
        letter.group(),
        letter.redriveCount() + 1,
        letter.firstFailure(),
        run,
        null);
  }

  /** As it is read from the redrive topic. */
  private ConsumerRecord<byte[], byte[]> redriven(String topic, long offset) {
    ProducerRecord<byte[], byte[]> letter =
        format.letter(failed(aRecord(topic, 2, offset, "k")), LetterSize.FULL);
    Provenance provenance = Provenance.of(letter.headers()).orElseThrow();
    return new ConsumerRecord<>(
        topic + ".mail.redrive",
        2,
        1_000,
        1,
        org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME,
        1,
        1,
        letter.key(),
        letter.value(),
        new RecordHeaders(
            LetterFormat.redriveHeaders(
                Provenance.originals(letter.headers()), sentBack(provenance, 11))),
        Optional.empty());
  }

  private List<String> names(LetterSize size, FailedRecord failed) {
    List<String> names = new ArrayList<>();
    format.letter(failed, size).headers().forEach(header -> names.add(header.key()));
    return names;
  }

  private static int bytes(ProducerRecord<byte[], byte[]> record) {
    return bytes(record.headers());
  }

  private static int bytes(Iterable<Header> headers) {
    int bytes = 0;
    for (Header header : headers) {
      bytes += header.key().getBytes(UTF_8).length + header.value().length;
    }
    return bytes;
  }
}
