package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Stops a broker in the middle of whatever it does, and lets it go on: it then works off what waits
 * in its connections, also of clients that have given up long ago. Events flow meanwhile where it
 * is one of a cluster.
 */
public final class FreezeBroker implements Fault {
  private final RandomGenerator random;
  private final Duration length;

  /**
   * A fault that is not done.
   *
   * @param random chooses the broker
   * @param length how long it stays frozen; in a cluster, after events flow without it. The relay's
   *     producer gives a request up after 4 s, a record after 9 s, and the broker a transaction
   *     after 10 s
   */
  public FreezeBroker(RandomGenerator random, Duration length) {
    this.random = random;
    this.length = length;
  }

  @Override
  public String name() {
    return "freeze-broker";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.brokers().areWhole();
  }

  @Override
  public Instant strike(Stage stage) {
    Broker frozen = stage.brokers().any(random);
    frozen.freeze();
    try {
      Absence.awaitPublished(stage, frozen, Instant.now());
      Await.pause(length);
    } finally {
      frozen.thaw();
    }
    return Instant.now();
  }
}
