package dev.sprintcapacity.consumer.internal.poll;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;
import static dev.sprintcapacity.consumer.internal.poll.LoopRig.REDRIVE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.fixture.TestRecords;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterHeaders;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.PartitionProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** The way back of dead letters, and what the loop tells of itself, turn by turn. */
class RedriveLoopTest {
  private final LoopRig rig = new LoopRig();
  private final List<String> replays = new ArrayList<>();

  private void assign() {
    rig.during =
        context -> {
          if (context.replay()) {
            replays.add(context.topic() + context.offset());
          }
        };
    rig.assign(P0, REDRIVE);
  }

  @Test
  void what_comes_back_is_handled_as_it_was_at_first_and_then_its_key_is_free() {
    assign();
    rig.parts.parkedKeys.parked.put("a", 7L);
    rig.records(P0, 8, "b", "a");
    redriven(0, "a", 5, null);
    redriven(1, "a", 7, null);
    redriven(2, "a", 7, "7");
    rig.turns(4);
    assertThat(replays).containsExactly(P0.topic() + 5, P0.topic() + 7);
    assertThat(rig.parts.parkedKeys.parked).isEmpty();

    rig.records(P0, 10, "a");
    rig.commitTime();

    assertThat(rig.attempts).containsExactlyInAnyOrder("b8", "a5", "a7", "a10");
    assertThat(rig.parts.deadLetters.offsets())
        .as("came while the key was parked")
        .containsExactly(9L);
    assertThat(rig.committed(REDRIVE)).isEqualTo(3);
  }

  @Test
  void where_the_end_of_a_redrive_cannot_be_written_it_is_tried_again_before_it_counts_as_done() {
    assign();
    rig.parts.parkedKeys.parked.put("a", 7L);
    rig.parts.parkedKeys.refusals.set(1);
    redriven(0, "a", 7, "7");
    rig.commitTime();
    assertThat(rig.parts.parkedKeys.parked).containsKey("a");
    assertThat(rig.committed(REDRIVE)).isZero();

    rig.parts.time.pass(Duration.ofSeconds(2));
    rig.commitTime();

    assertThat(rig.parts.parkedKeys.parked).isEmpty();
    assertThat(rig.committed(REDRIVE)).isEqualTo(1);
  }

  @Test
  void what_no_redrive_wrote_is_left_out() {
    assign();
    rig.client.addRecord(TestRecords.aRecord(REDRIVE, 0, "a", "x"));
    rig.commitTime();

    assertThat(rig.attempts).isEmpty();
    assertThat(rig.dispatcher.counters().foreign().sum()).isEqualTo(1);
    assertThat(rig.committed(REDRIVE)).isEqualTo(1);
  }

  @Test
  void a_redrive_topic_that_was_seen_late_is_read_from_its_beginning() {
    rig.assign(P0, P1, REDRIVE);

    assertThat(rig.client.fromTheBeginning).containsExactly(REDRIVE);
  }

  @Test
  void a_redrive_topic_that_may_not_be_read_keeps_nothing_else_from_being_read() {
    rig.turn();
    assertThat(rig.client.subscription()).containsExactlyInAnyOrder(P0.topic(), REDRIVE.topic());
    rig.client.setPollException(new TopicAuthorizationException(Set.of(REDRIVE.topic())));
    rig.turns(2);
    assertThat(rig.client.subscription()).containsExactly(P0.topic());

    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.turn();

    assertThat(rig.attempts).containsExactly("a0");
  }

  @Test
  void a_stuck_key_ages_and_what_is_done_leaves_no_lag() {
    assertThat(rig.loop.report().phase()).isEqualTo(ConsumerPhase.STARTING);
    rig.assign(P0);
    rig.client.updateEndOffsets(Map.of(P0, 3L));
    rig.failing.add("stuck");
    Instant begin = rig.parts.time.instant();
    rig.client.addRecord(timed(0, "stuck", begin));
    rig.client.addRecord(timed(1, "stuck", begin.plusSeconds(1)));
    rig.client.addRecord(timed(2, "b", begin));
    rig.commitTime();
    rig.commitTime();

    LoopReport stuck = rig.loop.report();
    assertThat(stuck.phase()).isEqualTo(ConsumerPhase.RUNNING);
    assertThat(stuck.stuckKeys())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.key()).isEqualTo("stuck");
          assertThat(key.offset()).isZero();
          assertThat(key.waitingRecords()).isEqualTo(1);
          assertThat(key.cause()).isEqualTo("java.io.IOException");
        });
    PartitionProgress behind = stuck.partitions().getFirst();
    assertThat(behind.lagRecords()).isEqualTo(2);
    assertThat(behind.oldestUnhandled()).isEqualTo(begin);
    assertThat(behind.age(begin.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));

    rig.failing.clear();
    rig.parts.time.pass(Duration.ofSeconds(2));
    rig.commitTime();
    rig.commitTime();

    LoopReport idle = rig.loop.report();
    assertThat(idle.stuckKeys()).isEmpty();
    assertThat(idle.partitions().getFirst().lagRecords()).isZero();
    assertThat(idle.partitions().getFirst().age(begin.plusSeconds(90))).isZero();

    rig.loop.requestClose(Duration.ZERO);
    rig.turn();
    assertThat(rig.loop.report().phase()).isEqualTo(ConsumerPhase.STOPPED);
    assertThat(rig.loop.report().partitions()).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> timed(long offset, String key, Instant when) {
    return new ConsumerRecord<>(
        P0.topic(),
        0,
        offset,
        when.toEpochMilli(),
        org.apache.kafka.common.record.TimestampType.CREATE_TIME,
        key.length(),
        1,
        key.getBytes(UTF_8),
        "x".getBytes(UTF_8),
        new org.apache.kafka.common.header.internals.RecordHeaders(),
        java.util.Optional.empty());
  }

  private void redriven(
      long offset, String key, long origin, @org.jspecify.annotations.Nullable String unpark) {
    ConsumerRecord<byte[], byte[]> record = TestRecords.aRecord(REDRIVE, offset, key, "x" + origin);
    header(record, DeadLetterHeaders.ORIGINAL_TOPIC, P0.topic());
    header(record, DeadLetterHeaders.ORIGINAL_PARTITION, "0");
    header(record, DeadLetterHeaders.ORIGINAL_OFFSET, Long.toString(origin));
    header(record, DeadLetterHeaders.GROUP, "group");
    header(record, DeadLetterHeaders.REDRIVE_COUNT, "1");
    header(record, DeadLetterHeaders.REDRIVE_RUN, "33");
    if (unpark != null) {
      header(record, DeadLetterHeaders.UNPARK, unpark);
    }
    rig.client.addRecord(record);
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
