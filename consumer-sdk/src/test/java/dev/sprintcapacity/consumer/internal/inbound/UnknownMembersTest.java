package dev.sprintcapacity.consumer.internal.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.HolidayFact;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownMembersTest {
  static Stream<EventData> everyContent() {
    SprintFacts facts = SampleRecords.aSprintCreated().facts();
    TeamMember alice = new TeamMember("m-1", "A: \"{\\\"x\\\":1}\" \\", "Developer", null);
    TeamMember bob = new TeamMember("m-2", "B", "Tester", "b:b@example.org");
    return Stream.of(
        SampleRecords.aSprintCreated(),
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
    assertThat(UnknownMembers.in(SampleRecords.anEvent(1, data).value(), data)).isZero();
  }

  @ParameterizedTest
  @MethodSource("everyContent")
  void members_of_a_later_version_are_counted_wherever_they_are(EventData data) {
    EncodedEvent event = SampleRecords.anEvent(1, data);
    String later =
        new String(event.value(), UTF_8)
            .replaceFirst("\"data\":\\{", "\"n\":{\"a:\":[\":\"]} , \"data\" : {\"m\" : 1,");

    assertThat(UnknownMembers.in(later.getBytes(UTF_8), data)).isEqualTo(3);
  }
}
