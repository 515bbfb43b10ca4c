package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;

/** Kills the PostgreSQL server; it is started again by whoever owns it. */
public final class KillPostgres implements Fault {
  /** Recovery replays some megabytes of log here. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "kill-postgres";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.postgres().isAlive();
  }

  @Override
  public Instant strike(Stage stage) {
    EmbeddedPostgres postgres = stage.postgres();
    long victim = postgres.pid();
    if (!ProcessHandle.of(victim).map(ProcessHandle::destroyForcibly).orElse(false)) {
      throw new ChaosException("PostgreSQL is not there to be killed: pid " + victim);
    }
    Await.until(
        "PostgreSQL is back",
        LIMIT,
        () -> postgres.pid() != victim && postgres.isAlive(),
        stage::describe);
    return Instant.now();
  }
}
