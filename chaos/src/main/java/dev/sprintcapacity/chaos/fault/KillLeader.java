package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;

/** Kills the instance that publishes, while another stands by. */
public final class KillLeader implements Fault {
  @Override
  public String name() {
    return "kill-leader";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return !stage.instances().standBys().isEmpty() && stage.instances().leader().isPresent();
  }

  @Override
  public Instant strike(Stage stage) {
    return stage.instances().awaitLeader().kill();
  }
}
