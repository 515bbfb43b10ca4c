package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Stops a broker in peace, leaves it away for a while, and starts it again. Events flow without it
 * where it is one of a cluster.
 */
public final class StopBroker implements Fault {
  private final RandomGenerator random;
  private final Duration length;

  /**
   * A fault that is not done.
   *
   * @param random chooses the broker
   * @param length how long it stays away
   */
  public StopBroker(RandomGenerator random, Duration length) {
    this.random = random;
    this.length = length;
  }

  @Override
  public String name() {
    return "stop-broker";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.brokers().areWhole();
  }

  @Override
  public Instant strike(Stage stage) {
    Broker stopped = stage.brokers().any(random);
    stopped.stop();
    try {
      Absence.awaitPublished(stage, stopped, Instant.now());
      Await.pause(length);
    } finally {
      stopped.start();
    }
    stopped.awaitReady();
    return Instant.now();
  }
}
