package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.Checks.LIFECYCLE;
import static dev.sprintcapacity.consumer.internal.inbound.Checks.TEAM;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aLifecycleEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aRecord;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aSprintCreated;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.anEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.headersOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import dev.sprintcapacity.consumer.schema.JsonUpcaster;
import dev.sprintcapacity.consumer.schema.ShippedSchemas;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.SprintCreated;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventChecksTest {
  private static final String V0 =
      "https://schemas.sprintcapacity.dev/events/sprint.created.v0.json";

  /** How a sprint was told of before version 1: another name, no count, a share of 1. */
  private static final String VALUE_OF_V0 =
      """
      {"event_type":"sprint.created","timestamp":"2025-11-27T10:30:00.123456",\
      "source":"sprint-capacity-api","data":{"sprint_id":"sprint-123","name":"Sprint 25-01",\
      "sprint_number":"25-01","start_date":"2025-11-27","end_date":"2025-12-10",\
      "sprint_duration":10,"confidence":0.9}}\
      """;

  private final EncodedEvent event = anEvent(7, aSprintCreated());
  private final Checks checks = Checks.with(Upcasters.none(), SchemaValidator.none());

  @Test
  void an_event_is_delivered_with_its_content_and_the_very_bytes_of_the_record() {
    ConsumerRecord<byte[], byte[]> record = aRecord(0, event);

    Inbound.Deliver deliver = delivered(checks.check(record));

    assertThat(deliver.event().value()).isSameAs(record.value());
    assertThat(deliver.event().data(SprintCreated.class)).isEqualTo(aSprintCreated());
    assertThat(deliver.event().timestamp()).isEqualTo(SampleRecords.TIME);
    assertThat(deliver.id()).isEqualTo(event.id());
    assertThat(deliver.sequence()).isEqualTo(7);
    assertThat(checks.checks.counts()).isEqualTo(InboundCounts.ZERO);
  }

  @Test
  void bytes_that_are_no_event_are_refused_with_the_place_and_counted() {
    assertThat(checks.check(lifecycle(0, "{\"event_type\":".getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            Inbound.Refuse.class, refuse -> assertThat(refuse.reason()).contains("byte"));
    assertThat(checks.check(lifecycle(1, changed("90", "190"))))
        .isInstanceOfSatisfying(
            Inbound.Refuse.class, refuse -> assertThat(refuse.reason()).contains("190"));
    assertThat(checks.check(lifecycle(2, null)))
        .isEqualTo(new Inbound.Refuse("the record has no value"));

    assertThat(checks.checks.counts().malformed()).isEqualTo(3);
  }

  @Test
  void a_type_of_a_later_version_is_left_out_and_counted() {
    assertThat(
            checks.check(
                aRecord(
                    LIFECYCLE,
                    0,
                    event.key().getBytes(UTF_8),
                    changed("sprint.created", "sprint.archived"),
                    new RecordHeaders())))
        .isInstanceOf(Inbound.Ignore.class);

    assertThat(checks.checks.counts().unknownTypes()).isEqualTo(1);
  }

  @Test
  void fields_of_a_later_version_are_tolerated_and_counted() {
    byte[] later = changed("\"data\":{", "\"new\":[{\"a\":1}],\"data\":{\"other\":\":\",");

    Inbound.Deliver deliver = delivered(checks.check(lifecycle(0, later)));

    assertThat(deliver.event().data(SprintCreated.class)).isEqualTo(aSprintCreated());
    assertThat(checks.checks.counts().unknownFields()).isEqualTo(3);
  }

  @Test
  void another_attempt_does_not_count_again() {
    byte[] later = changed("\"data\":{", "\"new\":1,\"data\":{");
    Headers unreadable = headersOf(event, EventHeaders.ID, "nonsense");
    ConsumerRecord<byte[], byte[]> record =
        aRecord(LIFECYCLE, 5, event.key().getBytes(UTF_8), later, unreadable);

    Inbound first = checks.check(record);
    Inbound second = checks.check(record);

    assertThat(delivered(second).sequence()).isEqualTo(delivered(first).sequence());
    assertThat(checks.checks.counts().unknownFields()).isEqualTo(1);
    assertThat(checks.checks.counts().unreadableHeaders()).isEqualTo(1);
  }

  @Test
  void an_old_version_reaches_its_handler_as_one_of_today() {
    Checks upcasting = Checks.with(Upcasters.none().with("sprint.created", 0, v0()), validator());
    ConsumerRecord<byte[], byte[]> old = ofVersion(0, V0, VALUE_OF_V0.getBytes(UTF_8));

    ConsumedEvent consumed = delivered(upcasting.check(old)).event();

    assertThat(consumed.data(SprintCreated.class).facts().sprintName()).isEqualTo("Sprint 25-01");
    assertThat(consumed.data(SprintCreated.class).facts().confidencePercentage())
        .isEqualByComparingTo("90");
    assertThat(consumed.value()).asString(UTF_8).contains("\"team_members_count\":0");
    assertThat(old.value()).asString(UTF_8).isEqualTo(VALUE_OF_V0);
    assertThat(upcasting.checks.counts().upcast()).isEqualTo(1);
  }

  @Test
  void an_old_version_without_upcaster_is_refused() {
    assertThat(checks.check(ofVersion(0, V0, VALUE_OF_V0.getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            Inbound.Refuse.class,
            refuse -> assertThat(refuse.reason()).contains("sprint.created has version 0"));
    assertThat(checks.checks.counts().malformed()).isEqualTo(1);
  }

  @Test
  void an_upcaster_that_fails_refuses_the_record() {
    Upcasters failing =
        Upcasters.none()
            .with(
                "sprint.created",
                0,
                value -> {
                  throw new IllegalStateException("no");
                });

    assertThat(
            Checks.with(failing, SchemaValidator.none())
                .check(ofVersion(0, V0, VALUE_OF_V0.getBytes(UTF_8))))
        .isInstanceOf(Inbound.Refuse.class);
  }

  @Test
  void a_newer_version_is_refused_and_counted_for_it_may_mean_something_else() {
    assertThat(checks.check(ofVersion(0, V0.replace("v0", "v2"), event.value())))
        .isInstanceOfSatisfying(
            Inbound.Refuse.class,
            refuse -> assertThat(refuse.reason()).contains("version 2", "up to 1"));
    assertThat(checks.checks.counts().newerVersions()).isEqualTo(1);
  }

  @Test
  void a_record_without_headers_is_delivered_as_one_of_today() {
    Inbound.Deliver deliver = delivered(checks.check(lifecycle(0, event.value())));

    assertThat(deliver.id()).isNull();
    assertThat(deliver.sequence()).isZero();
    assertThat(checks.checks.counts()).isEqualTo(InboundCounts.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-000000000000",
        "019ac4d8-26c0-7a3c-8f11-0123456789a",
        "019ac4d8-26c0-7a3c-8f11-0123456789abc",
        "019ac4d8-26c0-7a3c-8f11-0123456789ag",
        "019ac4d826c0-7a3c-8f11-0123456789ab-",
        "not an id"
      })
  void an_id_that_cannot_be_read_is_absent_and_counted(String id) {
    Inbound.Deliver deliver =
        delivered(checks.check(withHeaders(headersOf(event, EventHeaders.ID, id))));

    assertThat(deliver.id()).isNull();
    assertThat(deliver.sequence()).isEqualTo(7);
    assertThat(checks.checks.counts().unreadableHeaders()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "01", "1.0", " 1", "seven", "9999999999999999999"})
  void a_sequence_that_cannot_be_read_is_absent_and_counted(String sequence) {
    Inbound.Deliver deliver =
        delivered(checks.check(withHeaders(headersOf(event, EventHeaders.SEQUENCE, sequence))));

    assertThat(deliver.id()).isEqualTo(event.id());
    assertThat(deliver.sequence()).isZero();
    assertThat(checks.checks.counts().unreadableHeaders()).isEqualTo(1);
  }

  @Test
  void a_schema_that_cannot_be_read_is_that_of_today_and_counted() {
    delivered(
        checks.check(withHeaders(headersOf(event, EventHeaders.DATA_SCHEMA, "urn:something"))));

    assertThat(checks.checks.counts().unreadableHeaders()).isEqualTo(1);
  }

  @Test
  void a_record_in_the_wrong_topic_or_under_the_wrong_key_is_refused() {
    EncodedEvent misrouted = aLifecycleEvent("sprint-9", 3);

    assertThat(checks.check(aRecord(TEAM, 0, misrouted)))
        .isEqualTo(
            new Inbound.Refuse(
                "sprint.deleted belongs into sprint.lifecycle, but was read from sprint.team-members"));
    assertThat(
            checks.check(
                aRecord(
                    LIFECYCLE,
                    1,
                    "sprint-8".getBytes(UTF_8),
                    misrouted.value(),
                    headersOf(misrouted))))
        .isEqualTo(new Inbound.Refuse("its key is not its sprint_id"));
    assertThat(checks.check(withHeaders(headersOf(event, EventHeaders.TYPE, "sprint.deleted"))))
        .isInstanceOf(Inbound.Refuse.class);
    assertThat(checks.checks.counts().misplaced()).isEqualTo(3);
  }

  @Test
  void a_copy_of_a_topic_may_have_any_name_and_a_record_no_key() {
    delivered(checks.check(aRecord("eu.sprint.everything", 0, aLifecycleEvent("sprint-9", 3))));
    delivered(checks.check(aRecord(LIFECYCLE, 1, null, event.value(), headersOf(event))));
  }

  @Test
  void an_event_against_its_schema_is_refused_with_place_and_rule() {
    Checks validating = Checks.with(Upcasters.none(), validator());

    assertThat(validating.check(lifecycle(0, changed("-api\"", "-api-of-alice\""))))
        .isEqualTo(new Inbound.Refuse("against its schema: /source breaks const"));
    assertThat(validating.checks.counts().schemaViolations()).isEqualTo(1);
    delivered(validating.check(lifecycle(1, event.value())));
  }

  @Test
  void a_validator_that_throws_refuses_the_record_and_does_not_loop() {
    Checks broken =
        Checks.with(
            Upcasters.none(),
            (type, value) -> {
              throw new IllegalStateException("Alice");
            });

    assertThat(broken.check(aRecord(0, event)))
        .isEqualTo(
            new Inbound.Refuse(
                "against its schema: the validator failed with IllegalStateException"));
  }

  @Property(tries = 2_000)
  void no_bytes_make_a_check_throw(
      @ForAll byte[] noise, @ForAll byte[] key, @ForAll byte[] header, @ForAll short cut) {
    byte[] broken = event.value();
    for (int i = 0; i < noise.length; i++) {
      broken[Math.floorMod(cut + i, broken.length)] = noise[i];
    }
    Headers headers = new RecordHeaders();
    for (String name :
        new String[] {
          EventHeaders.ID, EventHeaders.SEQUENCE, EventHeaders.TYPE, EventHeaders.DATA_SCHEMA
        }) {
      headers.add(name, header);
    }

    for (byte[] value : new byte[][] {noise, broken}) {
      ConsumerRecord<byte[], byte[]> record = aRecord(LIFECYCLE, cut, key, value, headers);
      assertThat(checks.check(record)).isNotNull();
      checks.checks.handled(record);
    }
  }

  private static JsonUpcaster v0() {
    return JsonUpcaster.of(document -> {
      @SuppressWarnings("unchecked") // the decoder checks what comes out of it
      var data = (Map<String, Object>) java.util.Objects.requireNonNull(document.get("data"));
      BigDecimal share = (BigDecimal) data.remove("confidence");
      data.put("sprint_name", java.util.Objects.requireNonNull(data.remove("name")));
      data.put("team_members_count", 0);
      data.put("confidence_percentage", java.util.Objects.requireNonNull(share).movePointRight(2));
      return document;
    });
  }

  private static SchemaValidator validator() {
    return ShippedSchemas.validator().orElseThrow();
  }

  private ConsumerRecord<byte[], byte[]> ofVersion(long offset, String schema, byte[] value) {
    return aRecord(
        LIFECYCLE,
        offset,
        event.key().getBytes(UTF_8),
        value,
        headersOf(event, EventHeaders.DATA_SCHEMA, schema));
  }

  private ConsumerRecord<byte[], byte[]> withHeaders(Headers headers) {
    return aRecord(LIFECYCLE, 0, event.key().getBytes(UTF_8), event.value(), headers);
  }

  private ConsumerRecord<byte[], byte[]> lifecycle(long offset, byte @Nullable [] value) {
    return aRecord(LIFECYCLE, offset, event.key().getBytes(UTF_8), value, new RecordHeaders());
  }

  private byte[] changed(String from, String to) {
    String text = new String(event.value(), UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(UTF_8);
  }

  private static Inbound.Deliver delivered(Inbound inbound) {
    assertThat(inbound).isInstanceOf(Inbound.Deliver.class);
    return (Inbound.Deliver) inbound;
  }
}
