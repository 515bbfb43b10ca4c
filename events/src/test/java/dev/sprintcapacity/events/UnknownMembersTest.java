package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownMembersTest {
  static Stream<EventData> everyContent() {
    SprintFacts facts = SampleEvents.aSprint();
    TeamMember alice = new TeamMember("m-1", "A: \"{\\\"x\\\":1}\" \\", "Developer", null);
    TeamMember bob = new TeamMember("m-2", "B", "Tester", "b:b@example.org");
    return Stream.of(
        new SprintCreated(facts),
        new SprintStarted(facts),
        new SprintCompleted(facts),
        new SprintDeleted("s"),
        new SprintUpdated(facts, List.of(), List.of("start_date")),
        new SprintUpdated(
            facts,
            List.of(new HolidayFact(LocalDate.of(2025, 12, 8), "It: is \"free\"")),
            List.of("start_date", "holidays")),
        new TeamMemberAdded("s", "S", List.of(alice, bob)),
        new TeamMemberUpdated("s", "S: ", List.of()),
        new TeamMemberUpdated("s", "S", List.of(bob)));
  }

  @ParameterizedTest
  @MethodSource("everyContent")
  void an_event_of_today_has_none(EventData data) {
    assertThat(unknownMembers(text(data))).isZero();
  }

  @ParameterizedTest
  @MethodSource("everyContent")
  void members_of_a_later_version_are_counted_wherever_they_are(EventData data) {
    String later =
        text(data).replaceFirst("\"data\":\\{", "\"n\":{\"a:\":[\":\"]} , \"data\" : {\"m\" : 1,");

    assertThat(unknownMembers(later)).isEqualTo(3);
  }

  @Test
  void many_of_them_are_counted_too() {
    String many =
        IntStream.range(0, 40)
            .mapToObj("\"later%d\":[{\"a\":{\"b\":1}}],"::formatted)
            .collect(Collectors.joining());

    assertThat(
            unknownMembers(
                text(new SprintDeleted("s")).replaceFirst("\"data\"", many + "\"data\"")))
        .isEqualTo(40 * 3);
  }

  private static String text(EventData data) {
    return new String(EventEncoder.encode(SampleEvents.anEvent(data)).value(), UTF_8);
  }

  private static int unknownMembers(String json) {
    DecodedEvent decoded = EventDecoder.decode(json.getBytes(UTF_8));
    assertThat(decoded).isInstanceOf(DecodedEvent.Known.class);
    return ((DecodedEvent.Known) decoded).unknownMembers();
  }
}
