package dev.sprintcapacity.consumer.internal.poll;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Partitions come and go. Each scenario that consumers of others failed runs on a small copy of the
 * faulty algorithm too.
 */
@Timeout(60)
class HandoverTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  // parallel-consumer #826
  @Test
  void records_that_were_polled_and_not_handled_are_not_committed_at_a_revocation() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a", "b", "c", "d");
    rig.turnWithoutWorkers();
    long seen = rig.client.position(P0);

    rig.client.schedulePollTask(() -> rig.client.rebalance(List.of()));
    rig.turnWithoutWorkers();

    assertThat(rig.attempts).isEmpty();
    assertThat(committedAtMost(rig)).as("nothing was handled").isZero();
    assertThat(LongStream.range(0, seen)).as("what the highest seen would lose").hasSize(4);
    rig.turns(3);
    assertThat(rig.attempts).as("left for the next owner").isEmpty();
    assertThat(rig.dispatcher.inMemory()).isZero();
  }

  // parallel-consumer #365, reactor-kafka #259
  @Test
  void what_is_done_and_not_committed_is_committed_at_a_revocation() {
    LoopRig rig = new LoopRig();
    PurgesAtRevocation faulty = new PurgesAtRevocation();
    rig.assign(P0, P1);
    rig.records(P0, 0, "a", "b", "c");
    rig.turns(2);
    faulty.done(P0, 3);

    rig.inNextPoll(() -> rig.client.rebalance(List.of(P1)));
    faulty.revoked(Set.of(P0));

    assertThat(rig.client.commits.getLast().get(P0)).extracting("offset").isEqualTo(3L);
    assertThat(faulty.committed).as("the faulty algorithm repeats three").isEmpty();
  }

  @Test
  void what_a_commit_on_its_way_names_is_committed_again_at_a_revocation_as_that_one_may_fail() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.commitTime();
    rig.client.lateAnswers = new ArrayList<>();
    rig.records(P0, 0, "a");
    rig.commitTime();
    rig.turns(1);
    assertThat(rig.client.lateAnswers).hasSize(1);
    int before = rig.client.commits.size();

    rig.inNextPoll(() -> rig.client.rebalance(List.of()));
    rig.turns(1);

    assertThat(rig.client.commits).hasSizeGreaterThan(before);
    assertThat(rig.client.commits.getLast().get(P0)).extracting("offset").isEqualTo(1L);
  }

  // reactor-kafka #259, librdkafka #5604
  @Test
  void after_a_loss_nothing_of_the_partition_is_committed() {
    LoopRig rig = new LoopRig();
    ForgetsTheLoss faulty = new ForgetsTheLoss();
    rig.assign(P0, P1);
    rig.records(P0, 0, "a", "b", "c");
    rig.turnWithoutWorkers();
    int before = rig.client.commits.size();

    // handlers end in the very moment in which the partition is lost
    rig.client.schedulePollTask(() -> {
      rig.parts.threads.runAll();
      rig.client.listener().onPartitionsLost(List.of(P0));
    });
    rig.turn();
    faulty.lost(Set.of(P0));
    faulty.done(P0, 3);
    rig.records(P1, 0, "d");
    rig.commitTime();

    assertThat(rig.attempts).contains("a0", "b1", "c2");
    assertThat(rig.client.commits.subList(before, rig.client.commits.size()))
        .isNotEmpty()
        .allSatisfy(commit -> assertThat(commit).doesNotContainKey(P0));
    assertThat(faulty.committed).as("the faulty algorithm commits").containsKey(P0);
  }

  @Test
  void records_that_come_with_the_loss_of_their_partition_are_left_and_the_consumer_goes_on() {
    LoopRig rig = new LoopRig();
    rig.assign(P0, P1);
    rig.records(P0, 0, "a", "b");

    // as the client of KIP-848 does it: told within the poll, forgotten right behind it
    rig.client.schedulePollTask(() -> rig.client.listener().onPartitionsLost(List.of(P0)));
    rig.client.afterNextPoll = () -> rig.client.rebalance(List.of(P1));
    rig.turn();
    assertThat(rig.client.afterNextPoll).as("the poll came").isNull();
    rig.records(P1, 0, "c");
    rig.turns(2);

    assertThat(rig.loop.failure()).isNull();
    assertThat(rig.attempts).as("of what is still held").containsExactly("c0");
    rig.assign(P0, P1);
    rig.records(P0, 0, "a", "b");
    rig.turns(2);
    assertThat(rig.attempts).as("when it comes back").containsExactly("c0", "a0", "b1");
  }

  @Test
  void a_client_that_finds_a_partition_lost_while_it_collects_records_loses_none_of_the_others() {
    LoopRig rig = new LoopRig();
    rig.assign(P0, P1);
    rig.records(P0, 0, "a");
    rig.records(P1, 0, "b");
    rig.turns(2);
    rig.records(P1, 1, "c");

    // as the client of KIP-848 does it: what it had collected of others is not delivered
    rig.client.schedulePollTask(() -> rig.client.listener().onPartitionsLost(List.of(P0)));
    rig.client.afterNextPoll =
        () -> {
          rig.client.rebalance(List.of(P1));
          rig.client.seek(P1, 2);
          throw new IllegalStateException("No current assignment for partition " + P0);
        };
    rig.turn();
    assertThat(rig.client.afterNextPoll).as("the poll came").isNull();
    rig.records(P1, 1, "c");
    rig.turns(2);

    assertThat(rig.loop.failure()).isNull();
    assertThat(rig.attempts).containsExactlyInAnyOrder("a0", "b0", "c1");
  }

  // parallel-consumer #409
  @Test
  void after_the_log_was_cut_the_commit_follows_where_the_client_went_on() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.commitTime();
    assertThat(rig.committed(P0)).isEqualTo(1);

    rig.client.seek(P0, 500);
    rig.records(P0, 500, "a", "b");
    rig.commitTime();

    assertThat(rig.committed(P0)).isEqualTo(502);
  }

  // parallel-consumer #409
  @Test
  void a_log_that_begins_anew_is_handled_from_its_beginning() {
    LoopRig rig = new LoopRig();
    rig.client.startFrom(P0, new OffsetAndMetadata(1_000));
    rig.assign(P0);
    rig.client.seek(P0, 0);
    rig.records(P0, 0, "a", "b");
    rig.commitTime();

    assertThat(rig.attempts).containsExactly("a0", "b1");
    assertThat(rig.committed(P0)).isEqualTo(2);
    assertThat(rig.parts.inbound.told).endsWith("revoked [" + P0 + "]", "assigned [" + P0 + "]");
  }

  @Test
  void handlers_that_run_may_end_before_their_partition_goes() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    LoopRig rig = new LoopRig(100, Thread.ofVirtual()::start, System::nanoTime);
    rig.during =
        context -> {
          begun.countDown();
          assertThat(mayEnd.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        };
    rig.assign(P0);
    rig.records(P0, 0, "a", "a", "a");
    rig.turnWithoutWorkers();
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    rig.client.schedulePollTask(() -> rig.client.rebalance(List.of()));
    Thread handingOver = Thread.ofPlatform().start(rig::turnWithoutWorkers);
    await().atMost(LIMIT).until(() -> handingOver.getState() == Thread.State.TIMED_WAITING);
    assertThat(rig.client.commits)
        .allSatisfy(c -> assertThat(c.get(P0)).extracting("offset").isEqualTo(0L));
    mayEnd.countDown();
    assertThat(handingOver.join(LIMIT)).isTrue();

    assertThat(rig.attempts).containsExactly("a0");
    assertThat(rig.client.commits.getLast().get(P0)).extracting("offset").isEqualTo(1L);
  }

  @Test
  void a_partition_that_comes_back_waits_in_the_lane_for_the_handler_that_outlived_its_loss() {
    LoopRig rig = new LoopRig();
    rig.assign(P0);
    rig.records(P0, 0, "a");
    rig.turnWithoutWorkers();
    rig.client.schedulePollTask(() -> rig.client.listener().onPartitionsLost(List.of(P0)));
    rig.turnWithoutWorkers();

    rig.client.schedulePollTask(() -> rig.client.listener().onPartitionsAssigned(List.of(P0)));
    rig.turnWithoutWorkers();
    rig.client.seek(P0, 0);
    rig.records(P0, 0, "a");
    rig.turnWithoutWorkers();
    rig.turnWithoutWorkers();

    assertThat(rig.parts.threads.waiting()).as("one lane, one worker").isEqualTo(1);
    rig.turns(2);
    assertThat(rig.attempts).containsExactly("a0");
  }

  private static long committedAtMost(LoopRig rig) {
    return rig.client.commits.stream()
        .filter(commit -> commit.containsKey(P0))
        .mapToLong(commit -> Objects.requireNonNull(commit.get(P0)).offset())
        .max()
        .orElse(0);
  }

  /** Drops what waits for its commit when a partition is revoked. */
  private static final class PurgesAtRevocation {
    final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> pending = new HashMap<>();

    void done(TopicPartition partition, long offset) {
      pending.put(partition, offset);
    }

    void revoked(Set<TopicPartition> partitions) {
      pending.keySet().removeAll(partitions);
      committed.putAll(pending);
    }
  }

  /** Commits by partition number, whoever owns that now. */
  private static final class ForgetsTheLoss {
    final Map<TopicPartition, Long> committed = new HashMap<>();

    void lost(Set<TopicPartition> partitions) {
      committed.keySet().removeAll(partitions);
    }

    void done(TopicPartition partition, long offset) {
      committed.put(partition, offset);
    }
  }
}
