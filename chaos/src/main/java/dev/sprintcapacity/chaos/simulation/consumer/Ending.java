package dev.sprintcapacity.chaos.simulation.consumer;

import java.time.Duration;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The end of a world: troubles cease, handlers are mended, dead letters are sent back, and then
 * everything must come to rest within a bound.
 */
final class Ending {
  /** The longest waits, one behind the other, of all events of one key. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** What fails again is sent back again. */
  private static final int MOST_REDRIVES = 2;

  private final World world;
  private final Publisher publisher;
  private final Disturbances disturbances;

  Ending(World world, Publisher publisher, Disturbances disturbances) {
    this.world = world;
    this.publisher = publisher;
    this.disturbances = disturbances;
  }

  void run() {
    world.strands.sleep(world.plan.load());
    while (!publisher.isDone()) {
      world.strands.sleep(BETWEEN_LOOKS);
    }
    world.strands.sleepNanos(world.millis(1, 10_000));
    world.calm = true;
    world.mended = true;
    world.trace.add("world", "is calm");
    int redrives = 0;
    boolean settled = settles();
    while (settled
        && world.plan.redrives()
        && redrives++ < MOST_REDRIVES
        && disturbances.redrive() > 0) {
      settled = settles();
    }
    if (!settled) {
      world.judge.violation("after " + LONGEST_REST + " of calm not all is done: " + unfinished());
    }
    judgeEvents(redrives);
    world.strands.stop();
  }

  private boolean settles() {
    long end = world.now() + LONGEST_REST.toNanos();
    while (!isSettled()) {
      if (world.now() > end) {
        return false;
      }
      world.strands.sleep(BETWEEN_LOOKS);
    }
    return true;
  }

  private boolean isSettled() {
    for (int number = 0; number < world.plan.partitions(); number++) {
      for (TopicPartition partition : world.topics.numbered(number)) {
        if (world.topics.end(partition) > committed(partition)) {
          return false;
        }
      }
    }
    return true;
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata point = world.topics.committed(partition);
    return point == null ? 0 : point.offset();
  }

  private String unfinished() {
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < world.plan.partitions(); number++) {
      for (TopicPartition partition : world.topics.numbered(number)) {
        text.append(partition)
            .append(' ')
            .append(committed(partition))
            .append(" of ")
            .append(world.topics.end(partition))
            .append("; ");
      }
    }
    return text.toString();
  }

  private void judgeEvents(int redrives) {
    for (TopicPartition partition : world.topics.ofEvents()) {
      for (Fact fact : world.judge.facts(partition)) {
        if (!fact.isFinished(world.plan.parks())) {
          world.judge.violation(fact + " was missed");
        }
        boolean redriven = redrives > 0 && !isBehindPoison(fact);
        if (fact.kind == Fact.Kind.EVENT && redriven && !fact.isHandled()) {
          world.judge.violation(fact + " was not handled after it was sent back");
        }
        if (lacksEffect(fact)) {
          world.judge.violation(fact + " counts as handled without its effect");
        }
      }
    }
  }

  /** A parked key of which the first event can never be handled stays parked. */
  private boolean isBehindPoison(Fact fact) {
    return world.plan.parks()
        && world.judge.facts(fact.partition).stream()
            .anyMatch(other -> other.kind == Fact.Kind.POISON && other.key.equals(fact.key));
  }

  private boolean lacksEffect(Fact fact) {
    boolean counts = fact.replayed || (fact.handled && !fact.letter);
    return fact.original == null
        && counts
        && fact.fate != Fact.Fate.SKIP
        && world.judge.effects(fact) == 0;
  }
}
