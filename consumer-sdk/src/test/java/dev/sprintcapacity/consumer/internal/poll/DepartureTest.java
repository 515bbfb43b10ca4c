package dev.sprintcapacity.consumer.internal.poll;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer does last. */
@Timeout(60)
class DepartureTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Handlers count as short after so many. */
  private static final int WARM_UP = 2_000;

  @Test
  void in_the_middle_of_a_rebalance_it_is_completed_and_what_is_done_is_committed() {
    LoopRig rig = new LoopRig();
    rig.assign(P0, P1);
    rig.records(P0, 0, "a", "b");
    rig.records(P1, 0, "c");
    rig.turns(2);
    rig.client.rebalancing = true;
    rig.client.schedulePollTask(() -> rig.client.rebalancing = false);
    rig.records(P0, 2, "not read any more");

    rig.loop.requestClose(LIMIT);
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);

    assertThat(lastCommit(rig, P0)).as("of the first partition").isEqualTo(2);
    assertThat(lastCommit(rig, P1)).as("of the second partition").isEqualTo(1);
    assertThat(rig.attempts).containsExactlyInAnyOrder("a0", "b1", "c0");
    assertThat(rig.client.closed()).isTrue();
  }

  @Test
  void what_a_rebalance_takes_and_gives_meanwhile_is_handed_over_and_not_begun() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.turns(2);
    rig.client.rebalancing = true;
    rig.client.schedulePollTask(() -> {
      rig.client.rebalancing = false;
      rig.client.rebalance(List.of(P1));
    });

    rig.loop.requestClose(LIMIT);
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);

    assertThat(lastCommit(rig, P0)).isEqualTo(1);
    assertThat(rig.client.commits).noneSatisfy(commit -> assertThat(commit).containsKey(P1));
    assertThat(rig.client.closed()).isTrue();
  }

  @Test
  void a_rebalance_that_does_not_end_holds_it_no_longer_than_its_limit() {
    LoopRig rig = new LoopRig(100, null, System::nanoTime);
    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.turns(2);
    rig.client.rebalancing = true;

    rig.loop.requestClose(Duration.ofMillis(100));
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);

    assertThat(rig.client.closed()).isTrue();
    assertThat(rig.loop.failure()).isNull();
  }

  @Test
  void records_that_were_read_and_not_begun_are_left_to_the_next_owner()
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    LoopRig rig = new LoopRig(100, null, System::nanoTime, LIMIT);
    rig.assign(P0, P1);
    for (int offset = 0; offset < WARM_UP; offset += LoopRig.MAX_POLL_RECORDS) {
      rig.records(P0, offset, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
      rig.turn();
    }
    rig.commitTime();
    // read in one poll; the first of them, of whichever partition, does not end
    rig.during =
        context -> {
          begun.countDown();
          assertThat(mayEnd.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        };
    rig.attempts.clear();
    rig.records(P0, WARM_UP, "a", "b");
    rig.records(P1, 0, "c", "d");
    Thread stuck = Thread.ofPlatform().start(rig::turnWithoutWorkers);
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    rig.loop.requestClose(Duration.ofMillis(100));
    assertThat(rig.loop.lease().takeOver()).isTrue();
    rig.loop.takenOver();
    assertThat(rig.loop.runOnce()).isEqualTo(PollLoop.Turn.ENDED);
    mayEnd.countDown();
    assertThat(stuck.join(LIMIT)).isTrue();

    assertThat(rig.attempts).hasSize(1);
    assertThat(lastCommit(rig, P0)).isLessThanOrEqualTo(WARM_UP);
    assertThat(lastCommit(rig, P1)).isLessThanOrEqualTo(0);
  }

  /** The offset committed last for a partition; 0 where none was. */
  private static long lastCommit(LoopRig rig, TopicPartition partition) {
    long last = 0;
    for (Map<TopicPartition, OffsetAndMetadata> commit : rig.client.commits) {
      OffsetAndMetadata point = commit.get(partition);
      last = point == null ? last : point.offset();
    }
    return last;
  }
}
