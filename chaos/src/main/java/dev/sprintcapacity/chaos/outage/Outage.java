package dev.sprintcapacity.chaos.outage;

import dev.sprintcapacity.chaos.campaign.Judgement;
import dev.sprintcapacity.chaos.load.Answers;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Takes the broker away in peace while clients write, brings it back, and measures what they and
 * the readers of events noticed. The load goes on all the time.
 */
public final class Outage {
  /** Of the seed document: what the log says of each event that has to wait. */
  private static final String KEPT = "Kafka producer not enabled. Event logged: ";

  /** A start of the broker, and a relay that tries again every 2 s. */
  private static final Duration BACK_LIMIT = Duration.ofMinutes(1);

  /** An hour's backlog at a hundred events a second, at a tenth of the wanted speed. */
  private static final Duration DRAINED_LIMIT = Duration.ofMinutes(6);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final OutagePlan plan;

  /** An outage that is still to come. */
  public Outage(OutagePlan plan) {
    this.plan = plan;
  }

  /**
   * Does everything, from the start of the servers to their stop.
   *
   * @throws dev.sprintcapacity.chaos.ChaosException where it could not be carried out
   */
  public OutageResult run() {
    try (Stage stage = Stage.start(plan.stage())) {
      stage.load().start();
      stage.awaitPublishedAfter(Instant.EPOCH);
      OutageResult result = run(stage);
      result.summary().forEach(stage::say);
      return result;
    }
  }

  private OutageResult run(Stage stage) {
    Answers answers = stage.load().answers();
    // the code of the service is compiled meanwhile
    Await.pause(plan.before());
    answers.take();
    Await.pause(plan.before());
    Answers.Period with = answers.take();
    long keptBefore = stage.instances().linesWith(KEPT);
    long memoryBefore = memoryOf(stage).look();
    double heapBefore = LiveHeap.most(stage.instances().all());

    Broker broker = stage.brokers().all().getFirst();
    broker.stop();
    long rowsBefore = stage.table().count();
    long begin = System.nanoTime();
    ResidentMemory during = memoryOf(stage);
    watch(stage, rowsBefore, during);
    Answers.Period without = answers.take();
    Duration away = Duration.ofNanos(System.nanoTime() - begin);
    double heapDuring = LiveHeap.most(stage.instances().all());
    long rows = stage.table().count();

    long published = stage.reader().count();
    broker.start();
    broker.awaitReady();
    Duration reconnected =
        Await.until(
            "the first event is published",
            BACK_LIMIT,
            () -> stage.reader().count() > published,
            stage::describe);
    long first = stage.reader().count();
    ResidentMemory after = memoryOf(stage);
    long drainBegin = System.nanoTime();
    double heapAfter = LiveHeap.most(List.of(stage.instances().awaitLeader()));
    Await.until(
        "the backlog is published",
        DRAINED_LIMIT,
        () -> {
          after.look();
          return stage.reader().count() >= rows;
        },
        stage::describe);
    Duration draining = Duration.ofNanos(System.nanoTime() - drainBegin);
    return new OutageResult(
        with,
        without,
        away,
        rows - rowsBefore,
        reconnected,
        stage.reader().count() - first,
        draining,
        new OutageResult.Memory(memoryBefore, during.most(), after.most()),
        new OutageResult.Heap(heapBefore, heapDuring, heapAfter),
        stage.instances().linesWith(KEPT) - keptBefore,
        Judgement.of(stage));
  }

  /** Lets the outage last, and says how it goes. */
  private void watch(Stage stage, long rowsBefore, ResidentMemory memory) {
    memory.look();
    Duration left = plan.length();
    while (left.isPositive()) {
      Duration step = left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
      Await.pause(step);
      left = left.minus(step);
      stage.say(
          "%d s to go without the broker, %d events wait, %d MB"
              .formatted(left.toSeconds(), stage.table().count() - rowsBefore, memory.look()));
    }
  }

  private static ResidentMemory memoryOf(Stage stage) {
    return new ResidentMemory(stage.instances().all());
  }
}
