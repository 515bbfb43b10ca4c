package dev.sprintcapacity.chaos.simulation.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.simulation.relay.Cluster.Answer;
import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A relay of another name, which writes to the cursor topic too. Its transactions stay open at
 * times, until the broker ends them, and hide what is committed behind them.
 */
final class OtherRelay {
  private static final String NAME = "other";
  private static final String TRANSACTIONAL_ID = "other-relay";

  private final Scheduler scheduler;
  private final Chance chance;
  private final Cluster cluster;
  private boolean stopped;
  private long batch;

  OtherRelay(Scheduler scheduler, Chance chance, Cluster cluster) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.cluster = cluster;
  }

  void start() {
    if (stopped) {
      return;
    }
    if (cluster.isUp() && cluster.initialise(TRANSACTIONAL_ID) instanceof Answer.Done(int epoch)) {
      later(1, 500, () -> publish(epoch));
    } else {
      later(20, 200, this::start);
    }
  }

  void stop() {
    stopped = true;
  }

  private void publish(int epoch) {
    if (!cluster.isUp()) {
      later(20, 200, () -> publish(epoch));
      return;
    }
    Partition.Message cursor = new Partition.Message(NAME, NAME.getBytes(UTF_8), null);
    switch (cluster.produce(TRANSACTIONAL_ID, epoch, cluster.cursors(), ++batch, List.of(cursor))) {
      case Answer.Done _ -> later(1, chance.oneIn(5) ? 9_000 : 50, () -> commit(epoch));
      case Answer.Later _ -> later(20, 200, () -> publish(epoch));
      case Answer.Fenced _ -> later(20, 3_000, this::start);
    }
  }

  private void commit(int epoch) {
    if (chance.oneIn(10) || !cluster.isUp()) {
      // gone in the middle: another one of its instances takes over at some time
      later(20, 12_000, this::start);
      return;
    }
    switch (cluster.commit(TRANSACTIONAL_ID, epoch)) {
      case Answer.Done(int next) -> {
        if (!stopped) {
          later(100, 3_000, () -> publish(next));
        }
      }
      case Answer.Later _, Answer.Fenced _ -> later(20, 3_000, this::start);
    }
  }

  private void later(long leastMillis, long mostMillis, Runnable effect) {
    scheduler.after(TimeUnit.MILLISECONDS.toNanos(chance.between(leastMillis, mostMillis)), effect);
  }
}
