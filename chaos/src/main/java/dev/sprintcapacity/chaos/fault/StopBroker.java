package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;

/** Stops the broker in peace, leaves it away for a while, and starts it again. */
public final class StopBroker implements Fault {
  private final Duration length;

  /** Stays away for so long. */
  public StopBroker(Duration length) {
    this.length = length;
  }

  @Override
  public String name() {
    return "stop-broker";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.broker().isReady();
  }

  @Override
  public Instant strike(Stage stage) {
    stage.broker().stop();
    Await.pause(length);
    stage.broker().start();
    stage.broker().awaitReady();
    return Instant.now();
  }
}
