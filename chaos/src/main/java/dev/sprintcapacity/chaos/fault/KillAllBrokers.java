package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;

/** Kills every broker of a cluster within some milliseconds; all are started again. */
public final class KillAllBrokers implements Fault {
  @Override
  public String name() {
    return "kill-all-brokers";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.brokers().areWhole();
  }

  @Override
  public Instant strike(Stage stage) {
    stage.brokers().all().forEach(Broker::kill);
    stage.brokers().awaitReady();
    return Instant.now();
  }
}
