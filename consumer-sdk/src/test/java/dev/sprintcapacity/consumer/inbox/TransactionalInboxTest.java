package dev.sprintcapacity.consumer.inbox;

import static dev.sprintcapacity.consumer.inbox.Deliveries.EVENT;
import static dev.sprintcapacity.consumer.inbox.Deliveries.aDelivery;
import static dev.sprintcapacity.consumer.inbox.Deliveries.aReplay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.internal.inbound.SampleRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionalInboxTest {
  private static final String EFFECTS = "select count(*) from effect";
  private static final String MARKS = "select count(*) from sprintcap_inbox";

  @RegisterExtension static final InboxDatabase DATABASE = new InboxDatabase();

  private final TransactionalInbox inbox = new TransactionalInbox();
  private final EventHandler handler =
      inbox.once(
          DATABASE.dataSource(),
          (connection, event, context) -> Deliveries.apply(connection, context));

  @Test
  void an_event_has_its_effect_once_however_often_it_is_delivered() throws Exception {
    assertThat(handler.handle(EVENT, aDelivery("a", 1))).isEqualTo(HandlerResult.done());
    for (int again = 0; again < 3; again++) {
      assertThat(handler.handle(EVENT, aDelivery("a", 1)))
          .isEqualTo(HandlerResult.skip("handled before"));
    }

    assertThat(DATABASE.number(EFFECTS)).isEqualTo(1);
  }

  @Test
  void groups_and_topics_do_not_share_their_marks() throws SQLException {
    UUID id = SampleRecords.idOf("a", 1);

    assertThat(claim(aDelivery("g1", "sprint.lifecycle", "a", id, 1, false)))
        .isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("g2", "sprint.lifecycle", "a", id, 1, false)))
        .isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("sprint.lifecycle", "a", 9, false))).isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("sprint.team-members", "a", 2, false)))
        .as("numbers run over both topics, which arrive independently")
        .isEqualTo(InboxVerdict.FIRST);
  }

  @Test
  void a_member_that_comes_late_is_fenced() throws Exception {
    handler.handle(EVENT, aDelivery("a", 6));

    assertThat(handler.handle(EVENT, aDelivery("a", 5)))
        .isEqualTo(HandlerResult.skip("a later event of the key was handled before"));
    assertThat(claim(aDelivery("a", 5))).isEqualTo(InboxVerdict.FENCED);
    assertThat(claim(aDelivery("a", 6))).isEqualTo(InboxVerdict.DUPLICATE);
    assertThat(claim(aDelivery("b", 5))).isEqualTo(InboxVerdict.FIRST);
    assertThat(DATABASE.number(EFFECTS)).isEqualTo(1);
  }

  @Test
  void an_older_event_that_was_handled_is_a_duplicate_and_not_fenced() throws SQLException {
    claim(aDelivery("a", 5));
    claim(aDelivery("a", 6));

    assertThat(claim(aDelivery("a", 5))).isEqualTo(InboxVerdict.DUPLICATE);
  }

  @Test
  void a_redriven_event_is_not_fenced_and_still_handled_once() throws Exception {
    handler.handle(EVENT, aDelivery("a", 6));

    assertThat(handler.handle(EVENT, aReplay("a", 5))).isEqualTo(HandlerResult.done());
    assertThat(handler.handle(EVENT, aReplay("a", 5)))
        .isEqualTo(HandlerResult.skip("handled before"));
    assertThat(handler.handle(EVENT, aDelivery("a", 6)))
        .as("the fence stays where it was")
        .isEqualTo(HandlerResult.skip("handled before"));
    assertThat(claim(aReplay("a", 8))).isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("a", 7)))
        .as("a redriven event raises the fence too")
        .isEqualTo(InboxVerdict.FENCED);
  }

  @Test
  void an_event_without_an_id_is_known_by_its_place() throws SQLException {
    assertThat(claim(aDelivery("g", "t", null, null, 5, false))).isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("g", "t", null, null, 5, false))).isEqualTo(InboxVerdict.DUPLICATE);
    assertThat(claim(aDelivery("g", "t", null, null, 6, false))).isEqualTo(InboxVerdict.FIRST);
    assertThat(claim(aDelivery("g", "u", null, null, 5, false))).isEqualTo(InboxVerdict.FIRST);
  }

  @Test
  void a_handler_that_fails_leaves_neither_effect_nor_mark() throws Exception {
    IllegalStateException failure = new IllegalStateException("after the effect");
    EventHandler failing =
        inbox.once(
            DATABASE.dataSource(),
            (connection, event, context) -> {
              Deliveries.apply(connection, context);
              throw failure;
            });

    assertThatThrownBy(() -> failing.handle(EVENT, aDelivery("a", 1))).isSameAs(failure);
    assertThat(DATABASE.number(EFFECTS)).isZero();
    assertThat(DATABASE.number(MARKS)).isZero();
    assertThat(handler.handle(EVENT, aDelivery("a", 1))).isEqualTo(HandlerResult.done());
  }

  @Test
  void a_result_that_is_no_success_leaves_neither_effect_nor_mark() throws Exception {
    for (HandlerResult result :
        new HandlerResult[] {
          HandlerResult.retryLater(Duration.ofSeconds(1)), HandlerResult.deadLetter("never")
        }) {
      EventHandler refusing =
          inbox.once(
              DATABASE.dataSource(),
              (connection, event, context) -> {
                Deliveries.apply(connection, context);
                return result;
              });

      assertThat(refusing.handle(EVENT, aDelivery("a", 1))).isEqualTo(result);
      assertThat(DATABASE.number(EFFECTS)).isZero();
      assertThat(DATABASE.number(MARKS)).isZero();
    }
  }

  @Test
  void a_skipped_event_is_marked_for_it_needs_no_second_look() throws Exception {
    EventHandler skipping =
        inbox.once(
            DATABASE.dataSource(),
            (connection, event, context) -> HandlerResult.skip("none of mine"));

    assertThat(skipping.handle(EVENT, aDelivery("a", 1)))
        .isEqualTo(HandlerResult.skip("none of mine"));
    assertThat(skipping.handle(EVENT, aDelivery("a", 1)))
        .isEqualTo(HandlerResult.skip("handled before"));
  }

  @Test
  void without_a_transaction_the_inbox_refuses_for_the_mark_would_outlive_the_effect()
      throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThatThrownBy(() -> inbox.claim(connection, aDelivery("a", 1)))
          .isInstanceOf(ConsumerException.class)
          .hasMessageContaining("auto-commit");
      assertThatThrownBy(() -> inbox.firstTime(connection, "g", new UUID(1, 1)))
          .isInstanceOf(ConsumerException.class);
    }
    assertThat(DATABASE.number(MARKS)).isZero();
  }

  @Test
  void a_connection_goes_back_as_it_came() throws Exception {
    try (Connection only = DATABASE.dataSource().getConnection()) {
      EventHandler failing =
          inbox.once(
              OneConnection.of(only),
              (connection, event, context) -> {
                throw new IllegalStateException("no");
              });
      EventHandler working =
          inbox.once(OneConnection.of(only), (connection, event, context) -> HandlerResult.done());

      assertThatThrownBy(() -> failing.handle(EVENT, aDelivery("a", 1)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(only.getAutoCommit()).isTrue();
      working.handle(EVENT, aDelivery("a", 1));
      assertThat(only.getAutoCommit()).isTrue();
    }
  }

  @Test
  void old_marks_and_keys_are_removed_in_bounded_numbers() throws SQLException {
    DATABASE.execute(
        """
        insert into sprintcap_inbox (consumer_group, event_id, handled_at)
        select 'g', gen_random_uuid(), now() - interval '8 days'
        from generate_series(1, 250)
        """);
    DATABASE.execute(
        """
        insert into sprintcap_inbox_key
          (consumer_group, topic, event_key, last_sequence, handled_at)
        select 'g', 't', 'old-' || i, 1, now() - interval '8 days'
        from generate_series(1, 30) as i
        """);
    claim(aDelivery("a", 1));

    try (Connection connection = DATABASE.dataSource().getConnection()) {
      Duration week = Duration.ofDays(7);
      assertThat(inbox.prune(connection, week, 100)).isEqualTo(130);
      assertThat(inbox.prune(connection, week, 100)).isEqualTo(100);
      assertThat(inbox.prune(connection, week, 100)).isEqualTo(50);
      assertThat(inbox.prune(connection, week, 100)).isZero();
    }
    assertThat(DATABASE.number(MARKS)).isEqualTo(1);
    assertThat(DATABASE.number("select count(*) from sprintcap_inbox_key")).isEqualTo(1);
    assertThat(claim(aDelivery("a", 1))).isEqualTo(InboxVerdict.DUPLICATE);
  }

  @Test
  void a_mark_that_was_removed_is_still_fenced_by_its_key() throws SQLException {
    claim(aDelivery("a", 1));
    claim(aDelivery("a", 2));
    DATABASE.execute("truncate sprintcap_inbox");

    assertThat(claim(aDelivery("a", 1))).isEqualTo(InboxVerdict.FENCED);
    assertThat(claim(aDelivery("a", 2))).isEqualTo(InboxVerdict.FENCED);
  }

  @Test
  void an_event_whose_key_was_removed_is_still_known_by_its_mark() throws SQLException {
    claim(aDelivery("a", 1));
    DATABASE.execute("truncate sprintcap_inbox_key");

    assertThat(claim(aDelivery("a", 1))).isEqualTo(InboxVerdict.DUPLICATE);
    assertThat(claim(aDelivery("a", 2))).isEqualTo(InboxVerdict.FIRST);
  }

  @Test
  void pruning_passes_over_rows_that_others_hold() throws SQLException {
    claim(aDelivery("a", 1));
    DATABASE.execute("update sprintcap_inbox_key set handled_at = now() - interval '8 days'");
    try (Connection busy = DATABASE.dataSource().getConnection();
        Connection pruning = DATABASE.dataSource().getConnection()) {
      busy.setAutoCommit(false);
      assertThat(inbox.claim(busy, aDelivery("a", 2))).isEqualTo(InboxVerdict.FIRST);

      assertThat(inbox.prune(pruning, Duration.ofDays(7), 10)).isZero();
      busy.commit();
    }
    assertThat(claim(aDelivery("a", 1))).isEqualTo(InboxVerdict.DUPLICATE);
  }

  @Test
  void pruning_has_bounds() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThatThrownBy(() -> inbox.prune(connection, Duration.ZERO, 10))
          .isInstanceOf(ConsumerException.class);
      assertThatThrownBy(() -> inbox.prune(connection, Duration.ofDays(1), 0))
          .isInstanceOf(ConsumerException.class);
    }
  }

  private InboxVerdict claim(HandlerContext context) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      InboxVerdict verdict = inbox.claim(connection, context);
      connection.commit();
      return verdict;
    }
  }
}
