package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.chaos.simulation.Trace;
import dev.sprintcapacity.chaos.simulation.strand.Strands;
import dev.sprintcapacity.testkit.ManualClock;
import java.util.SplittableRandom;

/** Everything there is in one world. For its strands. */
final class World {
  private static final long NANOS_PER_MILLI = 1_000_000;

  final ManualClock clock = new ManualClock();
  final SplittableRandom random;
  final WorldPlan plan;
  final Planted planted;
  final Strands strands = new Strands(clock);
  final Trace trace = new Trace(clock::nanoTime);
  final Judge judge;
  final Topics topics;
  final Group group;
  final Database database;
  final Members members;

  /** Nothing goes wrong any more. */
  boolean calm;

  /** What failed in handlers is mended. */
  boolean mended;

  long faults;

  World(long seed, Planted planted) {
    this.random = new SplittableRandom(seed);
    this.plan = WorldPlan.draw(random);
    this.planted = planted;
    this.judge = new Judge(this);
    this.topics = new Topics(this);
    this.group = new Group(this);
    this.database = new Database(this);
    this.members = new Members(this);
  }

  long now() {
    return clock.nanoTime();
  }

  /** Whether something goes wrong that does so this often; it is counted. */
  boolean strikes(double chance) {
    if (calm || chance == 0 || random.nextDouble() >= chance) {
      return false;
    }
    faults++;
    return true;
  }

  boolean chance(double chance) {
    return random.nextDouble() < chance;
  }

  /** Nanoseconds of a random number of milliseconds; small ones are as frequent as large ones. */
  long millis(double least, double most) {
    double exponent = random.nextDouble();
    return (long) (least * Math.pow(most / least, exponent) * NANOS_PER_MILLI);
  }

  /** How long a request is on its way to a server, or its reply back. */
  long latency() {
    return millis(0.05, chance(0.05) ? 200 : 5);
  }
}
