package dev.sprintcapacity.consumer.internal.poll;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollLoopTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void commits_what_is_done_after_the_interval_and_not_before() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a", "b", "c");
    rig.turns(3);
    assertThat(rig.committed(P0)).isNotEqualTo(3);

    rig.commitTime();

    assertThat(rig.committed(P0)).isEqualTo(3);
  }

  @Test
  void commits_earlier_where_much_is_done() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, many(60));

    rig.turns(8);

    assertThat(rig.committed(P0)).isBetween(50L, 60L);
  }

  @Test
  void has_one_commit_on_its_way_and_the_next_one_is_the_latest() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.commitTime();
    List<Runnable> answers = new ArrayList<>();
    rig.client.lateAnswers = answers;
    int before = rig.client.commits.size();
    for (int offset = 0; offset < 5; offset++) {
      rig.records(P0, offset, "a");
      rig.commitTime();
    }

    assertThat(rig.client.commits).hasSize(before + 1);
    List.copyOf(answers).forEach(Runnable::run);
    answers.clear();
    rig.commitTime();
    assertThat(rig.client.commits).hasSize(before + 2);
    assertThat(rig.client.commits.getLast().get(P0)).extracting("offset").isEqualTo(5L);
  }

  @Test
  void a_commit_that_failed_is_covered_by_the_next() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.client.refusal = new KafkaException("no coordinator");
    rig.commitTime();
    assertThat(rig.committed(P0)).isEqualTo(-1);

    rig.commitTime();

    assertThat(rig.committed(P0)).isEqualTo(1);
  }

  @Test
  void metadata_that_the_brokers_do_not_take_gets_shorter() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.failing.add("stuck");
    rig.records(P0, 0, "stuck", "a", "b");
    rig.client.refusal = new OffsetMetadataTooLarge("4096");
    rig.commitTime();
    rig.commitTime();

    assertThat(rig.committed(P0)).isZero();
    assertThat(rig.client.commits.getLast().get(P0)).extracting("metadata").isNotEqualTo("");
  }

  @Test
  void a_group_that_never_committed_keeps_where_it_began() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);

    rig.commitTime();

    assertThat(rig.committed(P0)).isZero();
  }

  @Test
  void memory_stays_bounded_and_reading_goes_on_when_there_is_room() {
    LoopRig rig = new LoopRig();
    rig.assign(P0, P1);
    rig.records(P0, 0, many(500));
    rig.records(P1, 0, many(500));
    for (int turn = 0; turn < 200; turn++) {
      rig.turnWithoutWorkers();
      assertThat(rig.dispatcher.inMemory()).isLessThanOrEqualTo(100);
    }
    assertThat(rig.client.paused()).containsExactlyInAnyOrder(P0, P1);
    assertThat(rig.loop.gauges().pausedPartitions()).isEqualTo(2);

    rig.turns(300);

    assertThat(rig.attempts).hasSize(1_000);
    assertThat(rig.client.paused()).isEmpty();
  }

  @Test
  void a_partition_full_of_stuck_records_leaves_room_for_the_others() {
    LoopRig rig = new LoopRig();
    rig.assign(P0, P1);
    rig.failing.add("stuck");
    rig.records(P0, 0, Collections.nCopies(500, "stuck").toArray(String[]::new));
    rig.turns(100);
    assertThat(rig.client.paused()).containsExactly(P0);

    rig.records(P1, 0, many(200));
    rig.turns(100);

    assertThat(rig.attempts.stream().filter(a -> !a.startsWith("stuck"))).hasSize(200);
  }

  @Test
  void a_partition_pauses_while_a_commit_could_not_name_all_that_is_done() {
    LoopRig rig = new LoopRig(100_000, null, null);
    rig.assign(P0);
    rig.failing.add("stuck");
    int records = 40_000;
    rig.records(
        P0,
        0,
        IntStream.range(0, records)
            .mapToObj(i -> i % 2 == 0 ? "stuck" : "k" + i)
            .toArray(String[]::new));
    for (int turn = 0; turn < records / LoopRig.MAX_POLL_RECORDS; turn++) {
      rig.turn();
    }

    assertThat(rig.client.paused()).containsExactly(P0);
    rig.commitTime();
    long read = rig.client.position(P0);
    assertThat(read).isBetween(20_000L, 26_000L);
    LoopRig successor = new LoopRig(100_000, null, null);
    successor.continueFrom(rig, P0);
    successor.assign(P0);
    successor.records(
        P0, 0, IntStream.range(0, (int) read).mapToObj(i -> "k" + i).toArray(String[]::new));
    for (int turn = 0; turn < read / LoopRig.MAX_POLL_RECORDS + 10; turn++) {
      successor.turn();
    }
    assertThat(successor.attempts).as("only what was stuck").hasSize((int) (read + 1) / 2);
  }

  @Test
  void a_partition_is_not_read_before_it_is_known_which_keys_are_parked() {
    LoopRig rig = new LoopRig();
    rig.parts.parkedKeys.unreadable = new TimeoutException("no answer");
    rig.client.schedulePollTask(() -> rig.client.rebalance(List.of(P0)));
    rig.turn();
    rig.records(P0, 0, "a");
    rig.turns(3);
    assertThat(rig.attempts).isEmpty();
    assertThat(rig.client.paused()).containsExactly(P0);

    rig.parts.parkedKeys.unreadable = null;
    rig.turns(3);

    assertThat(rig.attempts).containsExactly("a0");
  }

  @Test
  void offsets_done_before_a_restart_are_not_handled_again_though_a_key_is_stuck() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.failing.add("stuck");
    rig.records(P0, 0, "a", "stuck", "b", "stuck", "c");
    rig.commitTime();
    rig.loop.requestClose(Duration.ofSeconds(1));
    rig.turn();

    LoopRig successor = new LoopRig();
    successor.continueFrom(rig, P0);
    successor.assign(P0);
    successor.records(P0, 0, "a", "stuck", "b", "stuck", "c", "d");
    successor.turns(3);

    assertThat(successor.attempts).containsExactlyInAnyOrder("stuck1", "stuck3", "d5");
  }

  @Test
  void closing_waits_for_handlers_that_run_commits_and_leaves() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    LoopRig rig = new LoopRig(100, Thread.ofVirtual()::start, System::nanoTime);
    rig.during =
        context -> {
          begun.countDown();
          assertThat(mayEnd.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        };
    rig.assign(P0);
    rig.records(P0, 0, "a", "a");
    rig.turnWithoutWorkers();
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    rig.loop.requestClose(LIMIT);
    Thread closing = Thread.ofPlatform().start(rig::turnWithoutWorkers);
    await().atMost(LIMIT).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    mayEnd.countDown();
    assertThat(closing.join(LIMIT)).isTrue();

    assertThat(rig.client.closed()).isTrue();
    assertThat(rig.attempts).as("the second did not begin").containsExactly("a0");
    assertThat(rig.client.commits.getLast().get(P0)).extracting("offset").isEqualTo(1L);
    assertThat(rig.loop.failure()).isNull();
  }

  @Test
  void closing_does_not_wait_longer_than_its_limit_and_commits_what_is_done() {
    CountDownLatch never = new CountDownLatch(1);
    LoopRig rig = new LoopRig(100, Thread.ofVirtual()::start, System::nanoTime);
    rig.during =
        context -> {
          if (context.offset() == 1) {
            assertThat(never.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
          }
        };
    rig.assign(P0);
    rig.records(P0, 0, "a", "b", "c");
    rig.turnWithoutWorkers();
    await().atMost(LIMIT).until(() -> rig.attempts.size() == 3);

    rig.loop.requestClose(Duration.ofMillis(200));
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);
    never.countDown();

    assertThat(rig.client.commits.getLast().get(P0))
        .satisfies(point -> {
          assertThat(point.offset()).isEqualTo(1);
          assertThat(point.metadata()).isNotEmpty();
        });
  }

  @Test
  void a_failure_that_may_pass_is_tried_again_and_another_stops() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.client.setPollException(new TopicAuthorizationException("sprint.lifecycle"));
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.GO_ON);

    for (ApiException excluded :
        List.of(
            new UnknownMemberIdException("not aware of this member"),
            new FencedMemberEpochException("fenced"),
            new StaleMemberEpochException("stale"))) {
      rig.client.setPollException(excluded);
      assertThat(rig.loop.runOnce()).as("%s", excluded).isEqualTo(PollLoop.Turn.GO_ON);
    }

    rig.client.setPollException(new KafkaException("fenced"));
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);

    assertThat(Objects.requireNonNull(rig.loop.failure())).hasMessageContaining("fenced");
    assertThat(rig.client.closed()).isTrue();
  }

  private static String[] many(int records) {
    return IntStream.range(0, records).mapToObj(i -> "k" + i % 97).toArray(String[]::new);
  }
}
