package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.stage.Instance;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Kills any instance that answers, whatever its part in the publication. */
public final class KillInstance implements Fault {
  private final RandomGenerator random;

  /** Chooses by this. */
  public KillInstance(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "kill-instance";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return !live(stage).isEmpty();
  }

  @Override
  public Instant strike(Stage stage) {
    List<Instance> live = live(stage);
    if (live.isEmpty()) {
      throw new ChaosException("no instance is there to be killed");
    }
    return live.get(random.nextInt(live.size())).kill();
  }

  private static List<Instance> live(Stage stage) {
    return stage.instances().all().stream().filter(Instance::isLive).toList();
  }
}
