package dev.sprintcapacity.consumer.internal.deadletter;

import static dev.sprintcapacity.consumer.internal.deadletter.Failures.aRecord;
import static dev.sprintcapacity.consumer.internal.deadletter.Failures.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RedrivenTest {

  private static final String REDRIVE = "t.mail.redrive";

  @Test
  void a_redriven_record_has_the_place_it_had_when_it_failed_first() {
    ConsumerRecord<byte[], byte[]> record =
        aRecord(REDRIVE, 1, 900, "k", headers("t", "mail", "2", null));

    Redriven.Event event = (Redriven.Event) Redriven.of(record, "mail");

    assertThat(event.redriveCount()).isEqualTo(2);
    assertThat(event.run()).isEqualTo(33);
    assertThat(event.record().topic()).isEqualTo("t");
    assertThat(event.record().partition()).isEqualTo(1);
    assertThat(event.record().offset()).isEqualTo(5);
    assertThat(event.record().timestamp()).isEqualTo(Failures.WRITTEN.toEpochMilli());
    assertThat(event.record().timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    assertThat(event.record().key()).isSameAs(record.key());
    assertThat(event.record().value()).isSameAs(record.value());
    assertThat(event.record().headers()).isEqualTo(record.headers());
  }

  @Test
  void a_closing_record_frees_its_key() {
    Redriven.Unpark unpark =
        (Redriven.Unpark)
            Redriven.of(aRecord(REDRIVE, 1, 901, "k", headers("t", "mail", "0", "17")), "mail");

    assertThat(unpark.record().partition()).isEqualTo(new TopicPartition("t", 1));
    assertThat(unpark.record().key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(unpark.record().through()).isEqualTo(17);
    assertThat(unpark.record().run()).isEqualTo(33);
  }

  @Test
  void what_no_redrive_of_the_group_wrote_is_foreign() {
    assertForeign(aRecord(REDRIVE, 1, 1, "k"));
    assertForeign(aRecord(REDRIVE, 1, 1, "k", headers("other", "mail", "1", null)));
    assertForeign(aRecord(REDRIVE, 1, 1, "k", headers("t", "other", "1", null)));
    assertForeign(aRecord(REDRIVE, 1, 1, "k", headers("t", "mail", "-1", null)));
    assertForeign(aRecord(REDRIVE, 1, 1, "k", headers("t", "mail", "99999999999", null)));
    assertForeign(aRecord(REDRIVE, 1, 1, null, headers("t", "mail", "0", "17")));
  }

  @Test
  void a_redrive_topic_is_known_by_its_name() {
    assertThat(Redriven.isRedriveTopic("t.mail.redrive", "mail")).isTrue();
    assertThat(Redriven.isRedriveTopic("t.mail.redrive", "other")).isFalse();
    assertThat(Redriven.isRedriveTopic("t", "mail")).isFalse();
    assertThat(Redriven.isRedriveTopic(".mail.redrive", "mail")).isFalse();
  }

  @Property(tries = 500)
  void no_header_makes_it_throw(
      @ForAll @Size(max = 9) List<String> values, @ForAll boolean trueOrigin) {
    List<String> names =
        List.of(
            DeadLetterHeaders.ORIGINAL_TOPIC,
            DeadLetterHeaders.GROUP,
            DeadLetterHeaders.ORIGINAL_PARTITION,
            DeadLetterHeaders.ORIGINAL_OFFSET,
            DeadLetterHeaders.REDRIVE_COUNT,
            DeadLetterHeaders.ORIGINAL_TIMESTAMP,
            DeadLetterHeaders.FIRST_FAILURE,
            DeadLetterHeaders.REDRIVE_RUN,
            DeadLetterHeaders.UNPARK);
    List<Header> hostile = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      hostile.add(
          header(names.get(i), i < 2 && trueOrigin ? i == 0 ? "t" : "mail" : values.get(i)));
    }
    ConsumerRecord<byte[], byte[]> record = aRecord(REDRIVE, 1, 1, "k", hostile);

    assertThat(Redriven.of(record, "mail")).isNotNull();
    assertThat(new LetterFormat("mail").letter(Failures.failed(record), LetterSize.FULL).topic())
        .isEqualTo("t.mail.dlq");
  }

  private static void assertForeign(ConsumerRecord<byte[], byte[]> record) {
    assertThat(Redriven.of(record, "mail")).isInstanceOf(Redriven.Foreign.class);
  }

  private static List<Header> headers(
      String topic, String group, String count, @org.jspecify.annotations.Nullable String unpark) {
    List<Header> headers = new ArrayList<>();
    headers.add(header("ce_id", "1"));
    headers.add(header(DeadLetterHeaders.ORIGINAL_TOPIC, topic));
    headers.add(header(DeadLetterHeaders.ORIGINAL_PARTITION, "1"));
    headers.add(header(DeadLetterHeaders.ORIGINAL_OFFSET, "5"));
    headers.add(header(DeadLetterHeaders.ORIGINAL_TIMESTAMP, Failures.WRITTEN.toString()));
    headers.add(header(DeadLetterHeaders.GROUP, group));
    headers.add(header(DeadLetterHeaders.REDRIVE_COUNT, count));
    headers.add(header(DeadLetterHeaders.REDRIVE_RUN, "33"));
    if (unpark != null) {
      headers.add(header(DeadLetterHeaders.UNPARK, unpark));
    }
    return headers;
  }
}
