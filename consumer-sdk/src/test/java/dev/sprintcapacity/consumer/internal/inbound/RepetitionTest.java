package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.Checks.LIFECYCLE;
import static dev.sprintcapacity.consumer.internal.inbound.Checks.PARTITIONS;
import static dev.sprintcapacity.consumer.internal.inbound.Checks.TEAM;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aLifecycleEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aRecord;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aTeamEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.headersOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.RepeatPolicy;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventHeaders;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private final Checks checks = Checks.with(IdempotencySettings.DEFAULT);

  @Test
  void a_second_copy_of_a_handled_event_is_left_out_and_counted() {
    checks.handle(aRecord(0, aLifecycleEvent("a", 5)));

    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 5))))
        .isInstanceOf(Inbound.Ignore.class);
    assertThat(checks.checks.counts().duplicates()).isEqualTo(1);
  }

  @Test
  void a_copy_is_known_by_its_id_alone() {
    EncodedEvent event = aLifecycleEvent("a", 5);
    checks.handle(withoutHeader(0, event, EventHeaders.SEQUENCE));

    assertThat(checks.check(withoutHeader(1, event, EventHeaders.SEQUENCE)))
        .isInstanceOf(Inbound.Ignore.class);
  }

  @Test
  void a_copy_is_known_by_key_and_sequence_alone() {
    EncodedEvent event = aLifecycleEvent("a", 5);
    checks.handle(withoutHeader(0, event, EventHeaders.ID));

    assertThat(checks.check(withoutHeader(1, event, EventHeaders.ID)))
        .isInstanceOf(Inbound.Ignore.class);
  }

  @Test
  void an_event_without_id_and_sequence_is_never_taken_for_a_copy() {
    ConsumerRecord<byte[], byte[]> bare =
        aRecord(
            LIFECYCLE,
            0,
            "a".getBytes(UTF_8),
            aLifecycleEvent("a", 1).value(),
            new org.apache.kafka.common.header.internals.RecordHeaders());

    checks.handle(bare);
    checks.handle(bare);
  }

  @Test
  void an_event_older_than_one_handled_is_stale() {
    checks.handle(aRecord(0, aLifecycleEvent("a", 5)));

    assertThat(checks.check(aRecord(1, aLifecycleEvent("a", 4))))
        .isInstanceOf(Inbound.Ignore.class);
    assertThat(checks.checks.counts().stale()).isEqualTo(1);
    assertThat(checks.checks.counts().duplicates()).isZero();
  }

  @Test
  void numbers_are_compared_within_key_and_topic_for_the_topics_arrive_independently() {
    checks.handle(aRecord(0, aLifecycleEvent("a", 5)));

    checks.handle(aRecord(0, aTeamEvent("a", 2)));
    checks.handle(aRecord(1, aLifecycleEvent("b", 1)));
    assertThat(checks.checks.counts().stale()).isZero();
  }

  @Test
  void a_check_changes_nothing_so_that_another_attempt_is_delivered_too() {
    ConsumerRecord<byte[], byte[]> record = aRecord(0, aLifecycleEvent("a", 5));

    for (int attempt = 1; attempt <= 10; attempt++) {
      assertThat(checks.check(record)).isInstanceOf(Inbound.Deliver.class);
    }
    checks.checks.handled(record);

    assertThat(checks.check(record)).isInstanceOf(Inbound.Ignore.class);
  }

  @Test
  void policies_decide_what_becomes_of_what_is_noticed() {
    Checks handling =
        Checks.with(
            IdempotencySettings.DEFAULT
                .withDuplicate(RepeatPolicy.HANDLE)
                .withStale(RepeatPolicy.FAIL));
    handling.handle(aRecord(0, aLifecycleEvent("a", 5)));

    assertThat(handling.check(aRecord(1, aLifecycleEvent("a", 5))))
        .isInstanceOf(Inbound.Deliver.class);
    assertThat(handling.check(aRecord(2, aLifecycleEvent("a", 4))))
        .isInstanceOf(Inbound.Refuse.class);
    assertThat(handling.checks.counts().duplicates()).isEqualTo(1);
    assertThat(handling.checks.counts().stale()).isEqualTo(1);
  }

  @Test
  void what_was_handled_is_forgotten_when_the_partition_is_revoked() {
    checks.handle(aRecord(0, aLifecycleEvent("a", 5)));
    checks.handle(aRecord(0, aTeamEvent("a", 6)));

    checks.checks.revoked(List.of(new TopicPartition(LIFECYCLE, 0)));
    assertThat(checks.check(aRecord(0, aLifecycleEvent("a", 5))))
        .as("another member may have been told to go back")
        .isInstanceOf(Inbound.Deliver.class);
    checks.checks.handled(aRecord(0, aLifecycleEvent("a", 5)));
    checks.checks.assigned(PARTITIONS);

    assertThat(checks.check(aRecord(0, aLifecycleEvent("a", 5))))
        .as("what was handled after the revocation is not remembered")
        .isInstanceOf(Inbound.Deliver.class);
    assertThat(checks.check(aRecord(1, aTeamEvent("a", 6))))
        .as("the other partition stayed")
        .isInstanceOf(Inbound.Ignore.class);
  }

  @Test
  void a_redriven_event_is_handled_whatever_came_after_it_and_then_remembered() {
    checks.handle(aRecord(0, aLifecycleEvent("a", 5)));
    checks.handle(aRecord(1, aLifecycleEvent("a", 7)));
    String redrive = LIFECYCLE + ".g.redrive";
    checks.checks.assigned(List.of(new TopicPartition(redrive, 0)));

    checks.handle(aRecord(redrive, 0, aLifecycleEvent("a", 5)));
    checks.handle(aRecord(redrive, 1, aLifecycleEvent("a", 6)));
    checks.handle(aRecord(redrive, 2, aLifecycleEvent("a", 8)));

    checks.checks.revoked(List.of(new TopicPartition(redrive, 0)));
    assertThat(checks.check(aRecord(2, aLifecycleEvent("a", 6))))
        .isInstanceOf(Inbound.Ignore.class);
    assertThat(checks.check(aRecord(3, aLifecycleEvent("a", 8))))
        .isInstanceOf(Inbound.Ignore.class);
    checks.handle(aRecord(4, aLifecycleEvent("a", 9)));
  }

  @Test
  void a_key_that_was_not_used_for_long_is_forgotten_and_no_other() {
    Checks small = Checks.with(IdempotencySettings.DEFAULT.withMemory(1, 10));
    small.handle(withoutHeader(0, aLifecycleEvent("old", 5), EventHeaders.ID));
    for (int key = 1; key <= 10; key++) {
      small.handle(withoutHeader(key, aLifecycleEvent("key-" + key, 5), EventHeaders.ID));
    }

    assertThat(small.check(withoutHeader(11, aLifecycleEvent("key-1", 5), EventHeaders.ID)))
        .isInstanceOf(Inbound.Ignore.class);
    assertThat(small.check(withoutHeader(12, aLifecycleEvent("old", 5), EventHeaders.ID)))
        .as("memory is bounded, so it may be delivered twice, and is never lost")
        .isInstanceOf(Inbound.Deliver.class);
  }

  private static ConsumerRecord<byte[], byte[]> withoutHeader(
      long offset, EncodedEvent event, String header) {
    var headers = headersOf(event);
    headers.remove(header);
    return aRecord(
        event.type().topic().topicName(),
        offset,
        event.key().getBytes(UTF_8),
        event.value(),
        headers);
  }

  @Test
  void records_without_a_key_are_not_compared_by_number() {
    checks.handle(
        aRecord(TEAM, 0, null, aTeamEvent("a", 5).value(), headersOf(aTeamEvent("a", 5))));
    checks.handle(
        aRecord(TEAM, 1, null, aTeamEvent("b", 2).value(), headersOf(aTeamEvent("b", 2))));
  }
}
