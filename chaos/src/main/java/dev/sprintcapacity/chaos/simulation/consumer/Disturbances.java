package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.deadletter.LoggedDeadLetters;
import dev.sprintcapacity.consumer.deadletter.RedriveOptions;
import dev.sprintcapacity.consumer.deadletter.RedriveReport;
import dev.sprintcapacity.consumer.deadletter.Selection;
import java.util.List;

/** What befalls the whole group from outside, from time to time. */
final class Disturbances {
  private static final int MOST_MEMBERS = 4;
  private static final int MOST_REDRIVES = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  private final World world;

  private enum Kind {
    CRASH,
    FREEZE,
    LEAVE,
    JOIN,
    REBALANCE,
    TOPICS_AWAY,
    REDRIVE
  }

  Disturbances(World world) {
    this.world = world;
  }

  void run() {
    double perSecond = world.plan.troubles().striking();
    if (perSecond == 0) {
      return;
    }
    while (!world.calm) {
      double seconds = -Math.log(1 - world.random.nextDouble()) / perSecond;
      world.strands.sleepNanos((long) (seconds * NANOS_PER_SECOND));
      if (!world.calm) {
        world.faults++;
        strike(List.of(Kind.values()).get(world.random.nextInt(Kind.values().length)));
      }
    }
  }

  private void strike(Kind kind) {
    List<Life> running = world.members.running();
    if (running.isEmpty()) {
      return;
    }
    Life one = running.get(world.random.nextInt(running.size()));
    switch (kind) {
      case CRASH -> one.crash();
      case FREEZE -> one.freeze(world.millis(100, 30_000));
      case LEAVE -> one.close();
      case JOIN -> {
        if (running.size() < MOST_MEMBERS) {
          world.members.start();
        }
      }
      case REBALANCE -> {
        world.trace.add("group", "is rebalanced");
        world.group.rebalance();
      }
      case TOPICS_AWAY -> {
        world.trace.add("topics", "of letters and parked keys are not available");
        world.topics.refuse(world.millis(100, 20_000));
      }
      case REDRIVE -> {
        if (world.plan.redrives()) {
          redrive();
        }
      }
    }
  }

  /** Sends all dead letters back that were not; returns how many. */
  long redrive() {
    RedriveReport report =
        new LoggedDeadLetters(world.topics, WorldPlan.GROUP)
            .redrive(
                world.topics.ofEvents(),
                Selection.all(),
                RedriveOptions.DEFAULT.atMost(MOST_REDRIVES));
    world.trace.add("operator", "sends back " + report.redriven());
    return report.redriven();
  }
}
