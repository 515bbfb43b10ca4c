package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.SprintStory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of events when Jira is busy, away, of another opinion, or talks nonsense. */
class SprintSyncFaultsTest {

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final Rig rig = Rig.on(DATABASE);

  @AfterEach
  void jira_was_called_as_published() {
    assertThat(rig.jira.violations()).isEmpty();
    rig.close();
  }

  @Test
  void a_rate_limit_in_seconds_is_waited_for_and_nobody_calls_before() {
    rig.jira.next(Call.CREATE, Fault.tooMany("45"));
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events());
    rig.consumer.deliver(SprintStory.of("sprint-2").created().events()).runUntilIdle();
    assertThat(rig.jira.calls()).containsExactly(Call.CREATE);

    rig.consumer.advance(Duration.ofMillis(44_999));
    assertThat(rig.jira.calls()).containsExactly(Call.CREATE);

    rig.consumer.advance(Duration.ofMillis(1));
    assertThat(rig.jira.calls()).containsExactly(Call.CREATE, Call.CREATE, Call.CREATE);
    assertThat(rig.jira.sprints()).hasSize(2);
    assertThat(rig.sync.counts().pauses()).isEqualTo(2);
  }

  @Test
  void a_rate_limit_as_a_date_is_waited_for() {
    String in90Seconds =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ManualClock.START.plusSeconds(90).atOffset(ZoneOffset.UTC));
    rig.jira.next(Call.CREATE, Fault.tooMany(in90Seconds));
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

    rig.consumer.advance(Duration.ofSeconds(89));
    assertThat(rig.jira.calls()).hasSize(1);
    rig.consumer.advance(Duration.ofSeconds(1));
    assertThat(rig.jira.sprints()).hasSize(1);
  }

  @Test
  void a_pause_of_a_failing_server_is_waited_for_too() {
    rig.jira.next(
        Call.CREATE,
        new Fault.Answer(503, Map.of("Retry-After", "60"), "<html>Service Unavailable</html>"));
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

    assertThat(rig.consumer.untilNextAttempt()).contains(Duration.ofSeconds(60));
    rig.consumer.runUntilDone();
    assertThat(rig.jira.sprints()).hasSize(1);
  }

  @Test
  void a_server_that_fails_for_hours_is_asked_until_it_answers() {
    Fault[] hours = Collections.nCopies(40, Fault.error(500, "Oops")).toArray(new Fault[0]);
    SprintStory story = SprintStory.of("sprint-1").created();
    rig.consumer.deliver(story.events()).runUntilDone();
    rig.jira.next(Call.READ, hours);

    rig.consumer.deliver(story.started().events().getLast()).runUntilDone();

    assertThat(rig.theSprint().state()).isEqualTo("active");
    assertThat(rig.consumer.deadLetters()).isEmpty();
    assertThat(Duration.between(ManualClock.START, rig.clock.instant()))
        .isGreaterThan(Duration.ofHours(2));
  }

  @Test
  void a_server_that_failed_after_it_made_the_sprint_makes_no_second_one() {
    rig.jira.next(Call.CREATE, new Fault.DoneAndAnswer(502, "<html>Bad Gateway</html>"));

    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();

    assertThat(rig.jira.sprints()).hasSize(1);
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(1);
  }

  @Test
  void an_answer_that_is_no_sprint_makes_no_second_one() {
    for (String nonsense :
        new String[] {
          "<html>Log in</html>", "{\"id\":\"x\"}", "[]", "{\"id\":1,\"state\":\"odd\"}"
        }) {
      rig.jira.next(Call.CREATE, new Fault.DoneAndAnswer(201, nonsense));
      String sprint = "sprint-" + nonsense.hashCode();
      rig.consumer.deliver(SprintStory.of(sprint).created().events()).runUntilDone();
    }

    assertThat(rig.jira.sprints()).hasSize(4);
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(4);
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_silent_server_is_given_up_and_makes_no_second_one() {
    try (Rig impatient = Rig.impatient(DATABASE)) {
      impatient.jira.next(Call.CREATE, new Fault.DoneAndSilent());

      impatient.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();

      assertThat(impatient.jira.sprints()).hasSize(1);
      assertThat(impatient.jira.count(Call.CREATE)).isEqualTo(1);
      assertThat(impatient.consumer.deadLetters()).isEmpty();
    }
  }

  @Test
  void an_answer_without_end_is_given_up() {
    rig.jira.next(Call.CREATE, new Fault.DoneAndAnswer(201, "x".repeat(2 << 20)));

    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

    assertThat(rig.consumer.retriesWaiting()).hasSize(1);
    rig.consumer.runUntilDone();
    assertThat(rig.jira.sprints()).hasSize(1);
  }

  @Test
  void a_refusal_is_a_dead_letter_with_jiras_reasons_and_the_next_event_mends_it() {
    SprintStory story = SprintStory.of("sprint-1").created();
    rig.jira.next(
        Call.CREATE, Fault.error(400, "The sprint\nname is <b>reserved</b>\u0007 on this board"));

    rig.consumer.deliver(story.events()).runUntilDone();
    assertThat(rig.consumer.deadLetters().getFirst().toString())
        .contains("400, The sprint name is <b>reserved</b> on this board");
    assertThat(rig.consumer.retriesWaiting()).isEmpty();

    rig.consumer.deliver(story.started().events().getLast()).runUntilDone();
    assertThat(rig.theSprint().state()).isEqualTo("active");
  }

  @Test
  void an_unknown_board_is_a_dead_letter() {
    try (Rig other = Rig.with(DATABASE, Map.of("JIRA_BOARD_ID", "8"))) {
      other.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();

      assertThat(other.consumer.deadLetters().getFirst().toString())
          .contains("404", "The requested board cannot be viewed.");
    }
  }

  @Test
  void closed_doors_say_what_to_do_and_open_again() {
    rig.jira.next(
        Call.CREATE,
        Fault.error(401, "Basic auth with password is not allowed"),
        Fault.error(403, "You do not have permission"),
        new Fault.Answer(302, Map.of("Location", rig.jira.url() + "/elsewhere"), ""));
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();
    assertThat(rig.sync.closedDoor().orElseThrow()).contains("401", "JIRA_USER and JIRA_TOKEN");

    rig.consumer.advance(rig.consumer.untilNextAttempt().orElseThrow());
    assertThat(rig.sync.closedDoor().orElseThrow()).contains("403", "manage sprints");

    rig.consumer.advance(rig.consumer.untilNextAttempt().orElseThrow());
    assertThat(rig.sync.closedDoor().orElseThrow()).contains("302", "not followed", "JIRA_URL");

    rig.consumer.runUntilDone();
    assertThat(rig.sync.closedDoor()).isEmpty();
    assertThat(rig.jira.calls())
        .containsExactly(Call.CREATE, Call.CREATE, Call.CREATE, Call.CREATE);
    assertThat(rig.jira.sprints()).hasSize(1);
  }
}
