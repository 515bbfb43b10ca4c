package dev.sprintcapacity.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void a_whole_life_holds_every_type_and_each_event_is_valid_against_its_schema() {
    List<Event> life = SprintStory.wholeLife("sprint-1");

    assertThat(life)
        .extracting(event -> event.data().type())
        .containsExactlyInAnyOrder(EventType.values());
    assertThat(life)
        .allSatisfy(event -> assertThat(errors(event, EventEncoder.encode(event))).isEmpty());
  }

  @Test
  void the_schemas_that_judge_the_samples_refuse_what_is_not_valid() {
    Event event = SprintStory.wholeLife("sprint-1").getFirst();
    String hollow = new String(EventRecords.poisonValue(event).value(), UTF_8);

    assertThat(SCHEMAS.getSchema(EventSchemas.schemaOf(EventType.SPRINT_CREATED)))
        .satisfies(schema -> assertThat(schema.validate(hollow, InputFormat.JSON)).isNotEmpty());
  }

  @Test
  void sequences_of_a_sprint_begin_with_1_and_have_no_gap_and_times_only_grow() {
    List<Event> life = SprintStory.wholeLife("sprint-1");

    assertThat(life).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(life).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(life).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(SprintStory.wholeLife("sprint-1")).isEqualTo(life);
    assertThat(SprintStory.wholeLife("sprint-2"))
        .extracting(Event::id)
        .doesNotContainAnyElementsOf(life.stream().map(Event::id).toList());
  }

  @Test
  void a_record_is_what_the_service_publishes() {
    Event event = SprintStory.wholeLife("sprint-1").get(1);
    EncodedEvent encoded = EventEncoder.encode(event);

    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);

    assertThat(record.topic()).isEqualTo("sprint.team-members");
    assertThat(record.key()).asString(UTF_8).isEqualTo("sprint-1");
    assertThat(record.value()).isEqualTo(encoded.value());
    assertThat(record.headers())
        .extracting(header -> header.key() + ": " + new String(header.value(), UTF_8))
        .containsExactlyElementsOf(
            EventHeaders.of(encoded).stream().map(Object::toString).toList());
    assertThat(record.headers().lastHeader("ce_sequence").value()).asString(UTF_8).isEqualTo("2");
  }

  @Test
  void a_story_is_of_one_sprint() {
    SprintStory story = SprintStory.of("sprint-1");

    assertThatThrownBy(() -> story.then(same -> SampleEvents.sprintDeleted("sprint-2")))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("sprint-1")
        .hasMessageContaining("sprint-2");
  }

  private static List<?> errors(Event event, EncodedEvent encoded) {
    return SCHEMAS
        .getSchema(EventSchemas.schemaOf(event.data().type()))
        .validate(
            new String(encoded.value(), UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
