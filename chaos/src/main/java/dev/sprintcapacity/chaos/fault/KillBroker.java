package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Kills a broker; it is started again with the same data. One of a cluster is started only after
 * events flow without it.
 */
public final class KillBroker implements Fault {
  private final RandomGenerator random;

  /** Chooses by this. */
  public KillBroker(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "kill-broker";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.brokers().areWhole();
  }

  @Override
  public Instant strike(Stage stage) {
    Broker victim = stage.brokers().any(random);
    if (stage.brokers().canSpareOne()) {
      Instant gone = victim.killForNow();
      try {
        Absence.awaitPublished(stage, victim, gone);
      } finally {
        victim.start();
      }
      return gone;
    }
    victim.kill();
    victim.awaitReady();
    return Instant.now();
  }
}
