package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.network.Condition;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Links;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Has the connections with the database, with the broker, or with both, go wrong for a while; then
 * makes them good again.
 */
public final class Disturb implements Fault {
  /** As on a bad line to another continent. */
  private static final Duration SLOWNESS = Duration.ofMillis(150);

  private final String name;
  private final Condition condition;
  private final Duration length;
  private final RandomGenerator random;

  private Disturb(String name, Condition condition, Duration length, RandomGenerator random) {
    this.name = name;
    this.condition = condition;
    this.length = length;
    this.random = random;
  }

  /** Resets connections, for so long; chance decides which. */
  public static Disturb cut(RandomGenerator random, Duration length) {
    return new Disturb("cut", Condition.CUT, length, random);
  }

  /** Leaves connections half open. */
  public static Disturb silence(RandomGenerator random, Duration length) {
    return new Disturb("silence", Condition.SILENT, length, random);
  }

  /** Makes connections slow and narrow. */
  public static Disturb slow(RandomGenerator random, Duration length) {
    return new Disturb("slow", Condition.slow(SLOWNESS), length, random);
  }

  @Override
  public String name() {
    return name;
  }

  /** Only where connections lead through the links: one that passes them by is not disturbed. */
  @Override
  public boolean isPossible(Stage stage) {
    return stage.links().filter(Links::areUsed).isPresent()
        && stage.postgres().isAlive()
        && stage.brokers().areReady()
        && stage.instances().leader().isPresent();
  }

  @Override
  public Instant strike(Stage stage) {
    Links links =
        stage.links().orElseThrow(() -> new ChaosException("the stage has no links to disturb"));
    int which = random.nextInt(3);
    if (which != 0) {
      links.database().set(condition);
    }
    if (which != 1) {
      links.setBrokers(condition);
    }
    try {
      Await.pause(length);
    } finally {
      links.mend();
    }
    return Instant.now();
  }
}
