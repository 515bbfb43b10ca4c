package dev.sprintcapacity.consumers.email;

import static dev.sprintcapacity.consumers.email.EmailWorld.ALICE;
import static dev.sprintcapacity.consumers.email.EmailWorld.BOB;
import static dev.sprintcapacity.consumers.email.EmailWorld.CHLOE;
import static dev.sprintcapacity.consumers.email.EmailWorld.SPRINT;
import static dev.sprintcapacity.consumers.email.EmailWorld.added;
import static dev.sprintcapacity.consumers.email.EmailWorld.changed;
import static dev.sprintcapacity.consumers.email.EmailWorld.created;
import static dev.sprintcapacity.consumers.email.EmailWorld.moved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.consumers.email.delivery.Crank;
import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import dev.sprintcapacity.consumers.email.team.SprintMails;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.testkit.Faults;
import dev.sprintcapacity.testkit.IdempotencyProbe;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.ProbeReport;
import dev.sprintcapacity.testkit.ProbedHandlers;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gets a mail twice, and none is lost, whatever comes again, crashes or fails. */
class NeverTwiceTest {

  @RegisterExtension static final EmailDatabase DATABASE = new EmailDatabase();

  @TempDir Path folder;

  @Test
  void whatever_comes_again_or_crashes_nobody_gets_a_mail_twice() {
    ProbeReport report =
        IdempotencyProbe.of(EmailConsumer.consumer(Map.of()), Probed::new)
            .run(
                SprintStory.of(SPRINT)
                    .then(created(2))
                    .then(added(ALICE, CHLOE))
                    .then(moved(2, "2026-12-07", "2026-12-18"))
                    .then(changed(ALICE, BOB, CHLOE))
                    .deleted()
                    .events());

    assertThat(report.findings()).isEmpty();
    assertThat(report.repetitions()).isPositive();
  }

  @Test
  void events_that_come_twice_after_the_memory_is_gone_make_one_mail() {
    List<Event> events = SprintStory.of(SPRINT).then(created(2)).then(added(ALICE, CHLOE)).events();
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer.deliver(events).runUntilDone();
    deliver();

    consumer.crash().deliver(Faults.duplicated(events)).runUntilDone();
    deliver();

    assertThat(mails()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void where_the_inbox_was_emptied_the_table_of_mails_still_keeps_them_single() {
    List<Event> events = SprintStory.of(SPRINT).then(created(2)).then(added(ALICE, CHLOE)).events();
    handled(events);
    DATABASE.execute("truncate sprintcap_inbox, sprintcap_inbox_key, team_member, sprint");

    handled(events);

    assertThat(mails()).hasSize(3).doesNotHaveDuplicates();
    assertThat(DATABASE.column("select distinct state from mail")).containsExactly("sent");
  }

  @Test
  void an_event_whose_mail_cannot_be_stored_leaves_nothing_behind() {
    Event created = SampleEvents.event(1, created(2).apply(SPRINT));
    Event added = SampleEvents.event(2, added(ALICE, CHLOE).apply(SPRINT));
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer.deliver(created).runUntilIdle();
    DATABASE.execute("alter table mail add constraint closed check (member_id <> 'chloe')");

    consumer.deliver(added).runUntilDone();
    DATABASE.execute("alter table mail drop constraint closed");

    assertThat(consumer.deadLetters())
        .singleElement()
        .satisfies(letter ->
            assertThat(letter.failure().reason() + letter.failure().stackTrace())
                .contains("closed")
                .doesNotContain("Chloé", "chloe@example.com"));
    assertThat(DATABASE.column("select member_id from team_member")).isEmpty();
    assertThat(DATABASE.column("select member_id from mail")).isEmpty();
    assertThat(DATABASE.column("select kind from waiting")).containsExactly("summary");
  }

  private void handled(List<Event> events) {
    TestConsumer consumer = EmailWorld.consumer(DATABASE.dataSource());
    consumer.deliver(events).runUntilDone();
    assertThat(consumer.deadLetters()).extracting(letter -> letter.failure().reason()).isEmpty();
    deliver();
  }

  private void deliver() {
    Crank.toFolder(DATABASE.dataSource(), folder, new ManualClock()).turn();
  }

  private List<StoredMail> all() {
    return new Mailbox(folder).newest(100);
  }

  private List<String> mails() {
    return all().stream().map(mail -> mail.to().getFirst() + ": " + mail.subject()).toList();
  }

  /** A world without mails for each run of the probe. */
  private static final class Probed implements ProbedHandlers {
    private final SprintMails handler = EmailWorld.handler(new ManualClock());

    Probed() {
      DATABASE.empty();
    }

    /** Says done where the inbox says skipped: the probe counts what is done again. */
    @Override
    public void registerOn(KafkaEventConsumer consumer) {
      EventHandler once = new TransactionalInbox().once(DATABASE.dataSource(), handler);
      for (EventType type : EventType.values()) {
        consumer.registerHandler(
            type.wireName(),
            (event, context) -> {
              once.handle(event, context);
              return HandlerResult.done();
            });
      }
    }

    @Override
    public Collection<?> effects() {
      return DATABASE.column(
          "select concat_ws(' ', event_id, kind, member_id, address) from mail order by 1");
    }
  }
}
