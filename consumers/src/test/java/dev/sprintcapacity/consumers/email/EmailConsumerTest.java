package dev.sprintcapacity.consumers.email;

import static dev.sprintcapacity.consumers.email.EmailWorld.ALICE;
import static dev.sprintcapacity.consumers.email.EmailWorld.BOB;
import static dev.sprintcapacity.consumers.email.EmailWorld.CHLOE;
import static dev.sprintcapacity.consumers.email.EmailWorld.DAVE;
import static dev.sprintcapacity.consumers.email.EmailWorld.SPRINT;
import static dev.sprintcapacity.consumers.email.EmailWorld.added;
import static dev.sprintcapacity.consumers.email.EmailWorld.changed;
import static dev.sprintcapacity.consumers.email.EmailWorld.created;
import static dev.sprintcapacity.consumers.email.EmailWorld.moved;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import dev.sprintcapacity.consumer.deadletter.Selection;
import dev.sprintcapacity.consumers.email.delivery.Crank;
import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which mail when, from the event to the stored file. */
class EmailConsumerTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  @TempDir Path folder;

  @Test
  void everybody_of_a_new_team_is_welcomed_with_an_invitation() {
    List<Event> events =
        SprintStory.of(SPRINT).then(created(3)).then(added(ALICE, BOB, CHLOE)).events();

    handled(events);

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "bob@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Sprint 26-07 was planned");
    StoredMail welcome = theMailTo("alice@example.com");
    assertThat(welcome.text()).contains("Hi Alice Johnson,", "you've been added to Sprint 26-07");
    assertThat(welcome.html()).contains("<strong>Sprint 26-07</strong>", "Alice Johnson");
    VEvent entry = entryOf(welcome);
    assertThat(entry.getUid().getValue()).isEqualTo("sprint-1@sprint-capacity");
    assertThat(entry.getSequence().getValue()).isEqualTo(1);
    assertThat(welcome.invitation().orElseThrow())
        .contains("METHOD:REQUEST", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261212")
        .contains("STATUS:CONFIRMED", "TRANSP:TRANSPARENT");
    assertThat(entry.getAttendees())
        .extracting(attendee -> attendee.getEmail())
        .containsExactly("alice@example.com");
  }

  @Test
  void an_update_welcomes_those_who_were_not_in_the_team_before() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(1))
            .then(added(ALICE))
            .then(changed(ALICE, BOB))
            .then(changed(ALICE, BOB))
            .then(changed(BOB))
            .events();

    handled(events);

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "bob@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void a_team_whose_predecessor_never_came_is_welcomed_as_a_whole() {
    List<Event> events = SprintStory.of(SPRINT).then(created(0)).then(changed(ALICE, BOB)).events();

    handled(events);

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "bob@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void the_scrum_master_hears_of_each_step_of_the_sprint() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(2))
            .then(added(ALICE, CHLOE))
            .then(id -> new SprintStarted(EmailWorld.facts(2, "2026-11-30", "2026-12-11")))
            .then(id -> new SprintCompleted(EmailWorld.facts(2, "2026-11-30", "2026-12-11")))
            .deleted()
            .events();

    handled(events);

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Sprint 26-07 was planned",
            "chloe@example.com: Sprint 26-07 has started",
            "chloe@example.com: Sprint 26-07 is completed",
            "chloe@example.com: Sprint 26-07 was deleted",
            "alice@example.com: Sprint 26-07 was cancelled");
  }

  @Test
  void new_dates_and_a_deletion_change_the_entry_in_every_calendar() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(2))
            .then(added(ALICE, CHLOE))
            .then(moved(2, "2026-12-07", "2026-12-18"))
            .deleted()
            .events();

    handled(events);

    assertThat(entriesOf("alice@example.com"))
        .containsExactly("REQUEST 1", "REQUEST 3", "CANCEL 4");
    assertThat(entriesOf("chloe@example.com"))
        .containsExactly("REQUEST 1", "REQUEST 3", "CANCEL 4");
    assertThat(all())
        .filteredOn(mail -> mail.subject().equals("Sprint 26-07 has new dates"))
        .hasSize(2)
        .allSatisfy(mail ->
            assertThat(mail.invitation().orElseThrow())
                .contains("DTSTART;VALUE=DATE:20261207", "UID:sprint-1@sprint-capacity"));
    assertThat(all())
        .filteredOn(mail -> mail.invitation().orElse("").contains("METHOD:CANCEL"))
        .allSatisfy(mail ->
            assertThat(mail.invitation().orElseThrow())
                .contains("STATUS:CANCELLED", "UID:sprint-1@sprint-capacity"));
  }

  @Test
  void a_change_of_anything_but_dates_is_no_mail() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(1))
            .then(added(ALICE))
            .then(id ->
                new SprintUpdated(
                    EmailWorld.facts(1, "2026-11-30", "2026-12-11"),
                    List.of(),
                    List.of("confidence_percentage")))
            .events();

    handled(events);

    assertThat(mails()).containsExactly("alice@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void mails_wait_for_whichever_topic_is_behind() {
    List<Event> events = SprintStory.of(SPRINT).then(created(2)).then(added(ALICE, CHLOE)).events();
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());

    consumer.deliver(events.get(1)).runUntilIdle();
    deliver();
    assertThat(mails()).isEmpty();
    consumer.deliver(events.get(0)).runUntilDone();
    deliver();

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Sprint 26-07 was planned");
    assertThat(theMailTo("alice@example.com").invitation()).isPresent();
  }

  @Test
  void what_waited_for_a_day_is_left_out() {
    List<Event> events = SprintStory.of(SPRINT).then(created(2)).then(added(ALICE, CHLOE)).events();
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());

    consumer.deliver(events.get(0)).runUntilIdle();
    consumer.advance(Duration.ofDays(1).plusSeconds(1));
    consumer.deliver(events.get(1)).runUntilDone();
    deliver(consumer.clock());

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "alice@example.com: Welcome to Sprint 26-07!",
            "chloe@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void nobody_is_welcomed_to_a_sprint_that_is_no_more() {
    List<Event> events =
        SprintStory.of(SPRINT).then(created(2)).then(added(ALICE, CHLOE)).deleted().events();
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());

    consumer.deliver(events.get(0), events.get(2)).runUntilIdle();
    consumer.advance(Duration.ofSeconds(6));
    consumer.deliver(events.get(1)).runUntilDone();
    deliver(consumer.clock());

    assertThat(mails())
        .containsExactlyInAnyOrder(
            "chloe@example.com: Sprint 26-07 was planned",
            "chloe@example.com: Sprint 26-07 was deleted");
  }

  @Test
  void a_member_without_an_address_that_can_be_used_is_skipped_and_counted() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(2))
            .then(
                added(
                    DAVE,
                    new TeamMember(
                        "eve", "Eve", "Developer", "eve@example.com\r\nBcc: all@example.com")))
            .events();

    handled(events);

    assertThat(all()).isEmpty();
    assertThat(DATABASE.column("select state || ': ' || reason from mail order by member_id"))
        .containsExactly(
            "skipped: the member has no address", "skipped: the address cannot be used");
  }

  @Test
  void a_replay_writes_to_nobody_and_still_learns() {
    List<Event> events =
        SprintStory.of(SPRINT)
            .then(created(1))
            .then(added(ALICE))
            .then(changed(ALICE, BOB))
            .events();
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer.deliver(events.get(0)).runUntilDone();
    DATABASE.execute("alter table team_member add constraint closed check (member_id <> 'alice')");
    consumer.deliver(events.get(1)).runUntilDone();
    DATABASE.execute("alter table team_member drop constraint closed");
    assertThat(consumer.deadLetters()).hasSize(1);

    consumer.group().redrive(Selection.all());
    consumer.runUntilDone();
    deliver();
    assertThat(mails()).isEmpty();
    assertThat(DATABASE.column("select member_id from team_member")).containsExactly("alice");
    consumer.deliver(events.get(2)).runUntilDone();
    deliver();

    assertThat(mails()).containsExactly("bob@example.com: Welcome to Sprint 26-07!");
  }

  @Test
  void every_type_of_event_is_handled() {
    handled(SprintStory.wholeLife(SPRINT));

    assertThat(DATABASE.column("select distinct event_id::text from sprintcap_inbox"))
        .hasSize(EventType.values().length);
    assertThat(DATABASE.column("select distinct state from mail")).contains("sent");
  }

  private void handled(List<Event> events) {
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer.deliver(events).runUntilDone();
    assertThat(consumer.deadLetters()).extracting(letter -> letter.failure().reason()).isEmpty();
    deliver();
  }

  private void deliver() {
    deliver(new ManualClock());
  }

  private void deliver(Clock clock) {
    Crank.toFolder(DATABASE.dataSource(), folder, clock).turn();
  }

  private List<StoredMail> all() {
    return new Mailbox(folder).newest(100);
  }

  private List<String> mails() {
    return all().stream().map(mail -> mail.to().getFirst() + ": " + mail.subject()).toList();
  }

  private StoredMail theMailTo(String address) {
    return all().stream().filter(mail -> mail.to().contains(address)).findFirst().orElseThrow();
  }

  /** Method and sequence of the calendar entries somebody got, in their order. */
  private List<String> entriesOf(String address) {
    return all().reversed().stream()
        .filter(mail -> mail.to().contains(address) && mail.invitation().isPresent())
        .map(mail -> {
          ICalendar calendar = Biweekly.parse(mail.invitation().orElseThrow()).first();
          return calendar.getMethod().getValue()
              + ' '
              + calendar.getEvents().getFirst().getSequence().getValue();
        })
        .toList();
  }

  private static VEvent entryOf(StoredMail mail) {
    return Biweekly.parse(mail.invitation().orElseThrow()).first().getEvents().getFirst();
  }
}
