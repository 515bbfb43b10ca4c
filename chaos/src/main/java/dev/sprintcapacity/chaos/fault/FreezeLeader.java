package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Instance;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops the instance that publishes in the middle of whatever it does, until another has taken over
 * and published for a while; then lets it go on, not knowing that its time is over.
 */
public final class FreezeLeader implements Fault {
  private final Duration length;

  /** Stays frozen for so long after the successor has begun to publish. */
  public FreezeLeader(Duration length) {
    this.length = length;
  }

  @Override
  public String name() {
    return "freeze-leader";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return !stage.instances().standBys().isEmpty() && stage.instances().leader().isPresent();
  }

  @Override
  public Instant strike(Stage stage) {
    Instance zombie = stage.instances().awaitLeader();
    zombie.freeze();
    try {
      stage.awaitPublishedAfter(Instant.now());
      Await.pause(length);
    } finally {
      zombie.thaw();
    }
    return Instant.now();
  }
}
