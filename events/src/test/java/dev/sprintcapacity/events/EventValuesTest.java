package dev.sprintcapacity.events;

import static dev.sprintcapacity.events.SampleEvents.ID;
import static dev.sprintcapacity.events.SampleEvents.TIME;
import static dev.sprintcapacity.events.SampleEvents.aSprint;
import static dev.sprintcapacity.events.SampleEvents.aTeamAdded;
import static dev.sprintcapacity.events.SampleEvents.alice;
import static dev.sprintcapacity.events.SampleEvents.bob;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValuesTest {
  @ParameterizedTest
  @CsvSource({
    "90,90.0",
    "90.0,90.0",
    "87.55,87.55",
    "87.50,87.5",
    "0,0.0",
    "1E+2,100.0",
    "0.01,0.01"
  })
  void a_percentage_has_one_decimal_or_two(String given, String kept) {
    assertThat(aSprint(10, given).confidencePercentage()).isEqualTo(new BigDecimal(kept));
  }

  @ParameterizedTest
  @CsvSource({"-0.01,0 to 100", "100.01,0 to 100", "87.555,at most 2 decimals"})
  void a_percentage_outside_its_bounds_is_refused(String value, String expectation) {
    refused(() -> aSprint(10, value), expectation, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "sprint 1", "sprint/1", "sprint.1", "spr\u00efnt", "sprint-1\n"})
  void an_id_is_of_plain_characters(String id) {
    refused(() -> new SprintDeleted(id), "sprint_id", "64 letters, digits, dashes or underscores");
  }

  @Test
  void an_id_has_at_most_64_characters() {
    assertThat(new SprintDeleted("x".repeat(64)).sprintId()).hasSize(64);
    refused(() -> new SprintDeleted("x".repeat(65)), "sprint_id", "1 to 64");
  }

  @Test
  void a_name_is_counted_in_characters_as_people_see_them() {
    String emoji = "\ud83d\ude00";

    assertThat(new TeamMember("m", emoji.repeat(200), "Tester", null).name()).hasSize(400);
    refused(
        () -> new TeamMember("m", emoji.repeat(201), "Tester", null),
        "name must have at most 200 characters, but has 201");
    refused(() -> new TeamMember("m", " \t", "Tester", null), "name must not be blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00b", "\ud83d\ud83d\ude00"})
  void half_a_character_is_refused_because_utf8_cannot_carry_it(String name) {
    refused(() -> new TeamMember("m", name, "Tester", null), "name holds half a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "@example.org", "alice@"})
  void an_address_has_two_parts_and_is_not_shown(String email) {
    assertThatThrownBy(() -> alice(email))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("email of member member-1 must have an @ between two parts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"26-1", "2025-01", "24-abc", "25-", "25-a_b", "25-01\n", " 25-01"})
  void a_sprint_number_has_its_form(String number) {
    refused(
        () -> new SprintFacts("s", "n", number, 0, day(1), day(2), 0, BigDecimal.ONE),
        "sprint_number must look like 25-01");
  }

  @Test
  void a_sprint_ends_after_it_starts_and_within_the_calendar() {
    refused(() -> sprintFrom(day(2), day(2)), "end_date must be after start_date 2025-12-02");
    refused(() -> sprintFrom(LocalDate.of(1969, 12, 31), day(2)), "start_date", "1969-12-31");
    refused(() -> sprintFrom(day(2), LocalDate.of(3000, 1, 1)), "end_date", "3000-01-01");
  }

  @Test
  void counts_stay_within_their_bounds() {
    refused(() -> aSprint(-1, "90"), "sprint_duration must be 0 to 366, but is -1");
    refused(() -> aSprint(367, "90"), "sprint_duration must be 0 to 366, but is 367");
    refused(
        () -> new SprintFacts("s", "n", "25-01", 201, day(1), day(2), 0, BigDecimal.ONE),
        "team_members_count must be 0 to 200, but is 201");
  }

  @Test
  void a_team_names_each_person_once_and_has_its_bounds() {
    refused(() -> aTeamAdded(alice(null), alice("a@b")), "team_members names member-1 twice");
    refused(() -> aTeamAdded(), "the number of team_members must be 1 to 200, but is 0");
    refused(
        () -> new TeamMemberUpdated("s", "n", nCopies(201, bob())),
        "the number of team_members must be 0 to 200, but is 201");
  }

  @Test
  void an_update_says_what_changed_each_once() {
    refused(() -> new SprintUpdated(aSprint(), List.of(), List.of()), "changed_fields", "1 to 32");
    refused(
        () -> new SprintUpdated(aSprint(), List.of(), List.of("holidays", "holidays")),
        "changed_fields names a field twice: [holidays, holidays]");
  }

  @Test
  void lists_are_copied() {
    var members = new ArrayList<>(List.of(alice(null)));
    var updated = new TeamMemberUpdated("s", "n", members);

    members.add(bob());

    assertThat(updated.teamMembers()).containsExactly(alice(null));
  }

  @Test
  void time_is_kept_to_the_microsecond_and_cut_never_rounded() {
    var event =
        new Event(
            ID, Instant.parse("2025-12-31T23:59:59.999999999Z"), 1, null, new SprintDeleted("s"));

    assertThat(event.time()).isEqualTo(Instant.parse("2025-12-31T23:59:59.999999Z"));
  }

  @Test
  void time_outside_the_calendar_of_events_is_refused() {
    refused(() -> eventAt(Instant.EPOCH.minusNanos(1)), "time must be from 1970");
    refused(() -> eventAt(Instant.parse("3000-01-01T00:00:00Z")), "3000-01-01T00:00:00Z");
  }

  @Test
  void a_sequence_starts_at_one() {
    refused(
        () -> new Event(ID, TIME, 0, null, new SprintDeleted("s")),
        "sequence must be at least 1, but is 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
      })
  void what_is_no_trace_context_is_refused(String traceparent) {
    assertThat(Event.isTraceparent(traceparent)).isFalse();
    refused(
        () -> new Event(ID, TIME, 1, traceparent, new SprintDeleted("s")), "traceparent must look");
  }

  @Test
  void an_encoded_event_tells_what_it_is_without_telling_what_is_in_it() {
    EncodedEvent encoded =
        EventEncoder.encode(new Event(ID, TIME, 7, null, aTeamAdded(alice("a@b"))));

    assertThat(encoded).hasToString("team_member.added sprint-123#7 (" + ID + ")");
  }

  private static SprintFacts sprintFrom(LocalDate first, LocalDate last) {
    return new SprintFacts("s", "n", "25-01", 0, first, last, 0, BigDecimal.ONE);
  }

  private static Event eventAt(Instant time) {
    return new Event(ID, time, 1, null, new SprintDeleted("s"));
  }

  private static LocalDate day(int ofDecember) {
    return LocalDate.of(2025, 12, ofDecember);
  }

  private static void refused(ThrowingCallable making, String... messageParts) {
    assertThatThrownBy(making)
        .isInstanceOf(EventFormatException.class)
        .hasMessageContainingAll(messageParts);
  }
}
