package dev.sprintcapacity.cli.tail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.terminal.Palette;
import dev.sprintcapacity.events.EventHeaders;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that nobody should have written are shown as what they are and harm nothing. */
class StrangeRecordsTest {
  private static final String HOSTILE = "\u001B]0;owned\u0007\r\n\u009B2J\u202Eevil";

  @Test
  void a_value_that_is_not_json_is_shown_with_the_reason() {
    assertThat(text("k", bytes("<h1>" + HOSTILE)))
        .startsWith("malformed: not JSON: ")
        .contains(
            "  k\n  topic: t  partition: 0  offset: 7\n  timestamp: none\n  value: <h1>\\u001B]0;");
    assertThat(json("k", bytes("<h1>")))
        .contains(
            "\"key\":\"k\",\"headers\":{},\"value\":null,\"malformed\":{\"reason\":\"not JSON")
        .endsWith(",\"text\":\"<h1>\"}}\n");
  }

  @Test
  void a_value_of_any_size_fills_the_screen_only_so_far() {
    assertThat(text("k", bytes("x".repeat(1_000_000)))).hasSizeLessThan(3_000).endsWith("…\n\n");
  }

  @Test
  void a_record_without_a_value_or_a_key_is_shown() {
    assertThat(text(null, null))
        .isEqualTo("no value\n  topic: t  partition: 0  offset: 7\n  timestamp: none\n\n");
    assertThat(json(null, null))
        .isEqualTo(
            """
            {"topic":"t","partition":0,"offset":7,"timestamp":null,"key":null,"headers":{},\
            "value":null}
            """);
  }

  @Test
  void json_that_is_no_event_is_shown_as_such() {
    for (String value : List.of("[1]", "{}", "{\"event_type\":null}", "\"event_type\"", "7")) {
      assertThat(text("k", bytes(value))).startsWith("not an event: no event_type  k\n");
      assertThat(json("k", bytes(value))).contains("\"value\":" + value + "}");
    }
  }

  @Test
  void a_type_that_is_not_known_yet_and_members_that_were_added_are_shown() {
    assertThat(
            text(
                "k",
                bytes("{\"event_type\":\"sprint.paused\",\"since\":[1],\"data\":{\"a\":true}}")))
        .isEqualTo(
            """
            sprint.paused  k
              topic: t  partition: 0  offset: 7
              timestamp: none
              since: [
                1
              ]
              data: {
                "a": true
              }

            """);
  }

  @Test
  void nothing_in_a_record_reaches_the_terminal_raw() {
    String quoted = "\"" + HOSTILE.replace("\r\n", "\\r\\n").replace("\u001B", "\\u001b") + "\"";
    String value =
        "{\"event_type\":%1$s,\"timestamp\":%1$s,\"source\":%1$s,%1$s:%1$s,\"data\":{%1$s:[%1$s]}}"
            .formatted(quoted.replace("\u0007", "\\u0007"));
    RecordHeaders headers = new RecordHeaders();
    headers.add(HOSTILE, HOSTILE.getBytes(UTF_8));
    headers.add(EventHeaders.SEQUENCE, HOSTILE.getBytes(UTF_8));
    headers.add(EventHeaders.SOURCE, new byte[] {(byte) 0xFF, 27});
    headers.add("empty", null);
    TailRecord hostile = TailRecord.of(kafkaRecord(HOSTILE, bytes(value), headers));

    for (RecordFormat format : List.of(new TextFormat(Palette.PLAIN), new JsonLineFormat())) {
      StringBuilder text = new StringBuilder();
      format.append(text, hostile);

      assertThat(text.toString().replace("\n", ""))
          .contains("owned")
          .matches("\\P{Cntrl}*")
          .doesNotContain("\u202E", "\u009B");
    }
    assertThat(json(HOSTILE, bytes(value)).lines()).hasSize(1);
  }

  @Test
  void headers_that_repeat_are_an_array_and_bytes_that_are_no_text_do_no_harm() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("h", "1".getBytes(UTF_8));
    headers.add("other", null);
    headers.add("h", "é".getBytes(ISO_8859_1));
    StringBuilder text = new StringBuilder();
    new JsonLineFormat().append(text, TailRecord.of(kafkaRecord("k", bytes("{}"), headers)));

    assertThat(text.toString()).contains("\"headers\":{\"h\":[\"1\",\"\uFFFD\"],\"other\":null}");
  }

  @Test
  void the_sprint_and_the_type_are_found_wherever_they_are_said() {
    String value = "{\"event_type\":\"a\",\"data\":{\"sprint_id\":\"from-data\"}}";
    RecordHeaders typed = new RecordHeaders();
    typed.add(EventHeaders.TYPE, "b".getBytes(UTF_8));

    assertThat(TailRecord.of(kafkaRecord("from-key", bytes(value), typed)).sprintId())
        .contains("from-key");
    assertThat(TailRecord.of(kafkaRecord(null, bytes(value), typed)).sprintId())
        .contains("from-data");
    assertThat(TailRecord.of(kafkaRecord(null, bytes("x"), typed)).sprintId()).isEmpty();
    assertThat(TailRecord.of(kafkaRecord(null, bytes(value), typed)).eventType()).contains("a");
    assertThat(TailRecord.of(kafkaRecord(null, bytes("x"), typed)).eventType()).contains("b");
  }

  private static String text(@Nullable String key, byte @Nullable [] value) {
    return printed(new TextFormat(Palette.PLAIN), key, value);
  }

  private static String json(@Nullable String key, byte @Nullable [] value) {
    return printed(new JsonLineFormat(), key, value);
  }

  private static String printed(
      RecordFormat format, @Nullable String key, byte @Nullable [] value) {
    StringBuilder text = new StringBuilder();
    format.append(text, TailRecord.of(kafkaRecord(key, value, new RecordHeaders())));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> kafkaRecord(
      @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "t",
        0,
        7,
        ConsumerRecord.NO_TIMESTAMP,
        TimestampType.NO_TIMESTAMP_TYPE,
        0,
        0,
        key == null ? null : bytes(key),
        value,
        headers,
        Optional.empty());
  }
}
