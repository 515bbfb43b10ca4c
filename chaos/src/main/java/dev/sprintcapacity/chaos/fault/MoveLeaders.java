package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Has another broker of the cluster lead each partition, those of cursor, groups and transactions
 * among them, while all live: as after a restart of brokers, or when their load is shared out anew.
 */
public final class MoveLeaders implements Fault {
  private final RandomGenerator random;

  /** Chooses by this who leads. */
  public MoveLeaders(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "move-leaders";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.brokers().canSpareOne() && stage.brokers().areWhole();
  }

  @Override
  public Instant strike(Stage stage) {
    int moved = stage.brokers().partitions().moveLeaders(random);
    stage.say("%d partitions have another leader".formatted(moved));
    return Instant.now();
  }
}
