package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.Checks.LIFECYCLE;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aRecord;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aSprintCreated;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.anEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.headersOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.schema.JsonUpcaster;
import dev.sprintcapacity.consumer.schema.ShippedSchemas;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.SprintCreated;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventVersionsTest {
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

  private static JsonUpcaster v0() {
    return JsonUpcaster.of(document -> {
      @SuppressWarnings("unchecked") // the decoder checks what comes out of it
      var data = (Map<String, Object>) Objects.requireNonNull(document.get("data"));
      BigDecimal share = (BigDecimal) data.remove("confidence");
      data.put("sprint_name", Objects.requireNonNull(data.remove("name")));
      data.put("team_members_count", 0);
      data.put("confidence_percentage", Objects.requireNonNull(share).movePointRight(2));
      return document;
    });
  }

  private ConsumerRecord<byte[], byte[]> ofVersion(long offset, String schema, byte[] value) {
    return aRecord(
        LIFECYCLE,
        offset,
        event.key().getBytes(UTF_8),
        value,
        headersOf(event, EventHeaders.DATA_SCHEMA, schema));
  }

  private static SchemaValidator validator() {
    return ShippedSchemas.validator().orElseThrow();
  }

  private static Inbound.Deliver delivered(Inbound inbound) {
    assertThat(inbound).isInstanceOf(Inbound.Deliver.class);
    return (Inbound.Deliver) inbound;
  }
}
