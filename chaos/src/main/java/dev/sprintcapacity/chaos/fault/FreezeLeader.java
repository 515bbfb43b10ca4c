package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Instance;
import dev.sprintcapacity.chaos.stage.Stage;
import dev.sprintcapacity.chaos.stage.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops the instance that publishes in the middle of whatever it does, until another has taken over
 * and published for a while; then lets it go on, not knowing that its time is over.
 */
public final class FreezeLeader implements Fault {
  /** It learns it from the database or the broker as soon as it speaks to either. */
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(30);

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
    Instant frozen = Instant.now();
    try {
      stage.awaitPublishedAfter(frozen);
      stage.say(
          "%s is frozen, another took over after %.2f s"
              .formatted(zombie.name(), Duration.between(frozen, Instant.now()).toMillis() / 1e3));
      Await.pause(length);
    } finally {
      zombie.thaw();
    }
    Instant thawed = Instant.now();
    Await.until(
        "%s stands by after it thawed".formatted(zombie.name()),
        NOTICE_LIMIT,
        () -> zombie.standing() == Standing.STANDBY,
        stage::describe);
    return thawed;
  }
}
