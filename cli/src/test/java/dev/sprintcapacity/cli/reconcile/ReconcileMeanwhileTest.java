package dev.sprintcapacity.cli.reconcile;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static dev.sprintcapacity.cli.SampleEvents.aSprintDeleted;
import static dev.sprintcapacity.cli.SampleEvents.aTeamMemberAdded;
import static dev.sprintcapacity.cli.reconcile.BothSides.recordOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.cli.TestBroker;
import dev.sprintcapacity.events.EncodedEvent;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on its way, was taken back or is too old is no difference; what should be there is. */
class ReconcileMeanwhileTest {
  @TempDir private static Path folder;
  private static BothSides sides;

  private final EncodedEvent first = aSprintCreated("s");
  private final EncodedEvent second = aTeamMemberAdded("s");
  private final EncodedEvent third = aSprintDeleted("s");

  @BeforeAll
  static void startBothSides() {
    sides = BothSides.start(folder);
  }

  @AfterAll
  static void stopBothSides() {
    sides.close();
  }

  @BeforeEach
  void renew() {
    sides.renew();
  }

  @AfterEach
  void removeTopics() {
    sides.removeTopics();
  }

  @Test
  void without_a_cursor_rows_after_the_last_record_of_their_sprint_are_waiting() {
    sides.insert(first, second, third);
    sides.insert(aSprintCreated("not-yet"));
    sides.publish(first);

    CommandRun run = sides.reconcile();

    assertThat(run.out())
        .startsWith("CLEAN: ")
        .endsWith("4 rows, 1 records, 2 sprints, 3 waiting\n");
    assertThat(run.err()).contains("sprintcap.relay.cursor has no cursor of this event table");
    assertThat(sides.reconcile("--settled").out()).startsWith("DIFFERENT: 3 lost, ");
  }

  @Test
  void what_the_relay_calls_published_is_lost_where_it_has_no_record_and_the_rest_is_waiting() {
    sides.insert(first, second);
    sides.publish(first);
    sides.publishCursor();
    sides.insert(third);
    sides.insert(aSprintCreated("not-yet"));

    CommandRun run = sides.reconcile();

    assertThat(run.out())
        .startsWith("DIFFERENT: 1 lost, ")
        .contains("4 rows, 1 records, 2 sprints, 2 waiting\n")
        .contains("lost: sprint s, sequence 2");
    assertThat(run.err()).doesNotContain("has no cursor");
  }

  @Test
  void of_a_backlog_only_what_is_behind_the_relays_position_is_waiting() {
    sides.insert(aSprintCreated("a"), aSprintCreated("b"), aSprintCreated("c"));
    sides.publish(aSprintCreated("a"));
    sides.publishCursorUpTo(2);

    assertThat(sides.reconcile().out())
        .startsWith("DIFFERENT: 1 lost, ")
        .contains("1 waiting\n", "lost: sprint b, sequence 1");
  }

  @Test
  void events_of_an_aborted_transaction_are_not_seen() {
    sides.insert(first, second);
    sides.publish(first, second);
    try (KafkaProducer<String, byte[]> producer = sides.broker().producer()) {
      producer.beginTransaction();
      assertThat(producer.send(recordOf(first))).isNotNull();
      producer.flush();
      producer.abortTransaction();
    }

    assertThat(sides.reconcile().out()).startsWith("CLEAN: ").contains("2 rows, 2 records");
  }

  @Test
  void a_transaction_on_its_way_is_waited_for() {
    sides.insert(first, second, third);
    sides.publish(first);
    sides.publishCursor();
    try (KafkaProducer<String, byte[]> producer = sides.broker().producer()) {
      producer.beginTransaction();
      assertThat(producer.send(recordOf(second))).isNotNull();
      assertThat(producer.send(recordOf(third))).isNotNull();
      producer.flush();
      try (CommandRun run = sides.start()) {
        run.awaitErr("reading sprint.lifecycle");
        producer.commitTransaction();

        assertThat(run.awaitExit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("CLEAN: ").contains("3 rows, 3 records");
      }
    }
  }

  @Test
  void ended_before_the_end_it_gives_no_verdict() {
    sides.insert(first);
    try (KafkaProducer<String, byte[]> producer = sides.broker().producer()) {
      producer.beginTransaction();
      assertThat(producer.send(recordOf(first))).isNotNull();
      producer.flush();
      try (CommandRun run = sides.start()) {
        run.awaitErr("reading sprint.lifecycle");

        assertThat(run.stop()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("ended before everything was compared: no verdict");
      }
      producer.abortTransaction();
    }
  }

  @Test
  void what_retention_removed_is_not_comparable_and_the_rest_is_compared() {
    sides.useOnePartition();
    sides.insert(aSprintCreated("gone"), first, second, third);
    sides.publish(aSprintCreated("gone"));
    sides.publish(first);
    sides.publish(second, third);
    sides.publishCursor();
    // each transaction ends with a marker, which has an offset of its own
    sides.broker().removeRecordsBefore("sprint.lifecycle", 0, 4);

    CommandRun clean = sides.reconcile();

    assertThat(clean.awaitExit()).isZero();
    assertThat(clean.out())
        .isEqualTo(
            """
            CLEAN: 0 lost, 0 extra, 0 duplicated, 0 inverted, 0 altered; \
            4 rows, 2 records, 2 sprints, 0 waiting
            not comparable: 2 rows before the topics' beginning, whose records retention removed
            """);

    EncodedEvent fourth =
        new EncodedEvent(new UUID(1, 4), first.type(), "s", 4, first.time(), null, first.value());
    sides.insert(fourth);
    sides.publishCursor();
    assertThat(sides.reconcile().out())
        .startsWith("DIFFERENT: 1 lost, ")
        .contains("lost: sprint s, sequence 4");
  }

  @Test
  void partitions_that_were_added_later_are_no_inversion() {
    sides.useOnePartition();
    sides.insert(first, second, third);
    sides.publish(first, second);
    sides.broker().growTopic("sprint.lifecycle", 2);
    sides.broker().publish(TestBroker.recordOf(third, "sprint.lifecycle", 1));

    assertThat(sides.reconcile().out()).startsWith("CLEAN: ").contains("3 rows, 3 records");
  }
}
