package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventPropertiesTest {
  /** Each try is a whole event of some dozen random texts: enough, and still fast. */
  private static final int TRIES = 300;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter SIX_DECIMALS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  @Provide
  Arbitrary<Event> events() {
    return EventArbitraries.events();
  }

  @Property(tries = TRIES)
  void every_event_has_one_encoding_and_survives_it(@ForAll("events") Event event) {
    EncodedEvent encoded = EventEncoder.encode(event);

    assertThat(EventEncoder.encode(event).value()).isEqualTo(encoded.value());
    assertThat(EventDecoder.decode(encoded.value()))
        .isInstanceOfSatisfying(
            DecodedEvent.Known.class,
            known ->
                assertThat(known.asEvent(encoded.id(), encoded.sequence(), encoded.traceparent()))
                    .isEqualTo(event));
    assertThat(encoded.key()).isEqualTo(event.data().sprintId());
    assertThat(encoded.type()).isEqualTo(event.data().type());
    assertThat(encoded.time()).isEqualTo(event.time());
  }

  @Property(tries = TRIES)
  void every_event_the_types_allow_is_valid_by_its_schema(@ForAll("events") Event event) {
    String value = new String(EventEncoder.encode(event).value(), UTF_8);

    assertThat(TestSchemas.errors(event.data().type(), value)).isEmpty();
  }

  @Property(tries = TRIES)
  void another_json_reader_finds_the_same_texts_and_numbers(@ForAll("events") Event event) {
    JsonNode value = JSON.readTree(EventEncoder.encode(event).value());

    assertThat(value.get("timestamp").asString())
        .isEqualTo(
            SIX_DECIMALS.format(
                LocalDateTime.ofInstant(
                    event.time().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC)));
    JsonNode data = value.get("data");
    assertThat(data.get("sprint_id").asString()).isEqualTo(event.data().sprintId());
    switch (event.data()) {
      case SprintCreated created -> sameFacts(data, created.facts());
      case SprintStarted started -> sameFacts(data, started.facts());
      case SprintCompleted completed -> sameFacts(data, completed.facts());
      case SprintUpdated updated -> {
        sameFacts(data, updated.facts());
        assertThat(data.get("holidays").valueStream().map(day -> day.get("name").asString()))
            .isEqualTo(updated.holidays().stream().map(HolidayFact::name).toList());
      }
      case SprintDeleted deleted -> assertThat(data.size()).isEqualTo(1);
      case TeamMemberAdded added -> sameTeam(data, added.teamMembers());
      case TeamMemberUpdated updated -> sameTeam(data, updated.teamMembers());
    }
  }

  @Property(tries = TRIES)
  void damaged_bytes_never_make_the_decoder_throw(
      @ForAll("events") Event event, @ForAll long seed) {
    byte[] value = EventEncoder.encode(event).value();
    var random = new Random(seed);

    for (int damage = 0; damage < 4; damage++) {
      value[random.nextInt(value.length)] = (byte) random.nextInt(256);
    }

    assertThat(EventDecoder.decode(value)).isNotNull();
  }

  @Property(tries = TRIES)
  void bytes_of_any_kind_never_make_the_decoder_throw(@ForAll byte[] bytes) {
    assertThat(EventDecoder.decode(bytes)).isInstanceOf(DecodedEvent.Malformed.class);
  }

  private static void sameFacts(JsonNode data, SprintFacts facts) {
    assertThat(data.get("sprint_name").asString()).isEqualTo(facts.sprintName());
    assertThat(data.get("sprint_number").asString()).isEqualTo(facts.sprintNumber());
    assertThat(data.get("team_members_count").asInt()).isEqualTo(facts.teamMembersCount());
    assertThat(data.get("start_date").asString()).isEqualTo(facts.startDate().toString());
    assertThat(data.get("end_date").asString()).isEqualTo(facts.endDate().toString());
    assertThat(data.get("sprint_duration").asInt()).isEqualTo(facts.sprintDuration());
    assertThat(data.get("confidence_percentage").asDouble())
        .isEqualTo(facts.confidencePercentage().doubleValue());
  }

  private static void sameTeam(JsonNode data, List<TeamMember> team) {
    assertThat(data.get("team_members").size()).isEqualTo(team.size());
    for (int i = 0; i < team.size(); i++) {
      JsonNode member = data.get("team_members").get(i);
      assertThat(member.get("name").asString()).isEqualTo(team.get(i).name());
      assertThat(member.has("email")).isEqualTo(team.get(i).email() != null);
    }
  }
}
