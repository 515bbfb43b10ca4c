package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;

/** Kills the broker; it is started again with the same data. */
public final class KillBroker implements Fault {
  @Override
  public String name() {
    return "kill-broker";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.broker().isReady();
  }

  @Override
  public Instant strike(Stage stage) {
    stage.broker().kill();
    stage.broker().awaitReady();
    return Instant.now();
  }
}
