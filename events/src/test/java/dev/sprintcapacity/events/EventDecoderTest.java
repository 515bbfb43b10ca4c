package dev.sprintcapacity.events;

import static dev.sprintcapacity.events.SampleEvents.TIME;
import static dev.sprintcapacity.events.SampleEvents.aSprintUpdated;
import static dev.sprintcapacity.events.SampleEvents.anEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.events.DecodedEvent.Known;
import dev.sprintcapacity.events.DecodedEvent.Malformed;
import dev.sprintcapacity.events.DecodedEvent.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final String DELETED =
      """
      {"event_type":"sprint.deleted","timestamp":"2025-11-27T10:30:00.123456",\
      "source":"sprint-capacity-api","data":{"sprint_id":"sprint-123"}}\
      """;

  static List<Golden> goldens() {
    return Golden.all().toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fields_of_a_later_version_are_passed_over(Golden golden) {
    String later = EventSchemasTest.withFieldsOfALaterVersion(golden);

    assertThat(decode(later))
        .usingRecursiveComparison()
        .ignoringFields("unknownMembers")
        .isEqualTo(EventDecoder.decode(golden.bytes()));
  }

  @Test
  void the_order_of_fields_does_not_matter() {
    String reversed =
        """
        {"data": {"sprint_id": "sprint-123"}, "source": "sprint-capacity-api",
         "timestamp": "2025-11-27T10:30:00.123456", "event_type": "sprint.deleted"}
        """;

    assertThat(decode(reversed)).isEqualTo(decode(DELETED)).isInstanceOf(Known.class);
  }

  @Test
  void an_event_of_a_later_type_is_unknown_and_not_an_error() {
    String archived = DELETED.replace("sprint.deleted", "sprint.archived");

    assertThat(decode(archived))
        .isEqualTo(new Unknown("sprint.archived", TIME, "sprint-capacity-api"));
  }

  @Test
  void a_role_of_a_later_version_is_kept() {
    String analyst =
        new String(
                EventEncoder.encode(anEvent(SampleEvents.aTeamUpdated(SampleEvents.bob()))).value(),
                UTF_8)
            .replace("Tester", "Analyst");

    assertThat(decode(analyst))
        .isEqualTo(
            new Known(
                TIME,
                Event.SOURCE,
                SampleEvents.aTeamUpdated(new TeamMember("member-2", "Bob Smith", "Analyst", null)),
                0));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void what_breaks_the_schema_is_malformed_or_of_another_kind(Golden golden) {
    DecodedEvent whole = EventDecoder.decode(golden.bytes());

    assertThat(PlantedViolations.of(golden.type(), golden.bytes()))
        .isNotEmpty()
        .allSatisfy(violation -> {
          DecodedEvent decoded = decode(violation.json());
          // texts of any form are tolerated where a later version may say something new
          if (violation
              .what()
              .matches("(event_type|source|.*\\.role) (of another form|too long)")) {
            assertThat(decoded).as(violation.what()).isNotEqualTo(whole);
          } else {
            assertThat(decoded).as(violation.what()).isInstanceOf(Malformed.class);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void a_value_cut_off_anywhere_is_malformed(Golden golden) {
    for (int length = 0; length < golden.bytes().length; length++) {
      assertThat(EventDecoder.decode(Arrays.copyOf(golden.bytes(), length)))
          .as("%d bytes", length)
          .isInstanceOf(Malformed.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1]                              | the value is not a JSON object
          null                             | the value is not a JSON object
          {"event_type":"a","event_type":1}| "event_type" is given twice
          {} {}                            | the value goes on after the JSON object
          {"event_type":NaN}               | the value is not JSON: it breaks at byte 17
          {}                               | event_type is missing
          {"event_type":7}                 | event_type must be text, but is a number
          """)
  void a_reason_says_what_is_wrong(String value, String reason) {
    assertThat(decode(value)).isEqualTo(new Malformed(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 11, 12, 13, 14, 200})
  void a_name_given_twice_is_found_among_any_number_of_fields(int others) {
    String fields =
        IntStream.range(0, others).mapToObj(i -> "\"f%d\":%d,".formatted(i, i)).collect(joining());
    String once = DELETED.replace("\"source\"", "\"x\":1," + fields + "\"source\"");

    assertThat(decode(once)).isEqualTo(deletedWith(others + 1));
    assertThat(decode(once.replace("\"source\"", "\"x\":2,\"source\"")))
        .isEqualTo(new Malformed("\"x\" is given twice"));
    assertThat(decode(once.replace("}}", "},\"source\":\"another\"}")))
        .isEqualTo(new Malformed("\"source\" is given twice"));
  }

  @Test
  void names_with_the_same_hash_are_two_names() {
    String both = DELETED.replace("\"source\"", "\"Aa\":1,\"BB\":2,\"source\"");

    assertThat("Aa").hasSameHashCodeAs("BB");
    assertThat(decode(both)).isEqualTo(deletedWith(2));
  }

  private static Known deletedWith(int unknownMembers) {
    return new Known(TIME, Event.SOURCE, new SprintDeleted("sprint-123"), unknownMembers);
  }

  @Test
  void a_reason_names_the_place_inside_the_data() {
    String updated = new String(EventEncoder.encode(anEvent(aSprintUpdated())).value(), UTF_8);
    String added =
        new String(
            EventEncoder.encode(anEvent(SampleEvents.aTeamAdded(SampleEvents.bob()))).value(),
            UTF_8);

    assertThat(decode(updated.replace("2025-12-08", "2025-02-30")))
        .isEqualTo(
            new Malformed(
                "data: holidays[0]: date must be a date like 2025-11-27, but is \"2025-02-30\""));
    assertThat(decode(updated.replace("87.55", "87.555")))
        .isEqualTo(
            new Malformed(
                "data: confidence_percentage must have at most 2 decimals, but is 87.555"));
    assertThat(decode(added.replace("\"name\":\"Bob Smith\",", "")))
        .isEqualTo(new Malformed("data: team_members[0]: name is missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-27T10:30:00.123",
    "2025-11-27T10:30:00.123456Z",
    "2025-02-30T10:30:00.123456",
    "2025-11-27 10:30:00.123456",
    "2025-11-27T24:30:00.123456",
    "2025-11-27T10:60:00.123456",
    "2025-11-27T10:30:60.123456",
    "2025-11-2xT10:30:00.123456",
    "+025-11-27T10:30:00.123456",
    "2025-11-27T10:30:00.12345٣"
  })
  void a_timestamp_has_one_form(String timestamp) {
    assertThat(decode(DELETED.replace("2025-11-27T10:30:00.123456", timestamp)))
        .isEqualTo(
            new Malformed(
                "timestamp must look like 2025-11-27T10:30:00.123456, but is \"%s\""
                    .formatted(timestamp)));
  }

  @Test
  void a_reason_shows_no_name_and_no_address() {
    String named =
        new String(
            EventEncoder.encode(
                    anEvent(
                        SampleEvents.aTeamAdded(
                            SampleEvents.alice("alice@example.org"), SampleEvents.bob())))
                .value(),
            UTF_8);

    assertThat(
            List.of(
                decode(named.replace("alice@example.org", "alice.example.org")),
                decode(named.replace("Alice Johnson", "Alice Johnson".repeat(20))),
                decode(named.replace("\"Alice Johnson\"", "Alice Johnson"))))
        .allSatisfy(decoded ->
            assertThat(decoded)
                .isInstanceOfSatisfying(
                    Malformed.class,
                    malformed ->
                        assertThat(malformed.reason()).doesNotContainIgnoringCase("alice")));
  }

  @Test
  void a_reason_stays_on_one_line_and_short() {
    String hostile = "x\\n\\u001b[31m" + "y".repeat(10_000);

    assertThat(decode(DELETED.replace("sprint-123", hostile)))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed ->
                assertThat(malformed.reason()).contains("\"x??[31my").hasSizeLessThan(200));
  }

  @Test
  void a_value_that_nests_or_grows_without_end_is_malformed() {
    String deep = "{\"a\":" + "[".repeat(100_000);
    String long_ =
        DELETED.replace(
            "{\"event_type\"", "{\"x\":\"" + "x".repeat(5_000_000) + "\",\"event_type\"");

    assertThat(decode(deep)).isInstanceOf(Malformed.class);
    assertThat(decode(long_))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> assertThat(malformed.reason()).contains("more than the 4194304"));
  }

  @Test
  void numbers_that_would_take_for_ever_are_malformed() {
    String updated = new String(EventEncoder.encode(anEvent(aSprintUpdated())).value(), UTF_8);

    assertThat(List.of("1e999999999", "1e-999999999", "-1e2147483647", "1".repeat(2_000)))
        .allSatisfy(number -> {
          assertThat(decode(updated.replace("87.55", number))).isInstanceOf(Malformed.class);
          assertThat(
                  decode(updated.replace("\"sprint_duration\":9", "\"sprint_duration\":" + number)))
              .isInstanceOf(Malformed.class);
        });
  }

  @Test
  void a_known_event_joins_its_headers() {
    Event event = anEvent(new SprintDeleted("sprint-123"));

    assertThat(decode(DELETED))
        .isInstanceOfSatisfying(
            Known.class,
            known -> {
              assertThat(known.asEvent(event.id(), 7, null)).isEqualTo(event);
              assertThatThrownBy(() -> known.asEvent(event.id(), 0, null))
                  .isInstanceOf(EventFormatException.class)
                  .hasMessage("sequence must be at least 1, but is 0");
            });
  }

  private static DecodedEvent decode(String json) {
    return EventDecoder.decode(json.getBytes(UTF_8));
  }
}
