package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A PostgreSQL that is stopped with this process at the latest, whoever asks it to end. */
public final class PostgresUntilExit {
  private static final Set<EmbeddedPostgres> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> STARTED.forEach(EmbeddedPostgres::close), "end-of-postgres"));
  }

  private PostgresUntilExit() {}

  /**
   * Starts one on a free port, the same one after every restart.
   *
   * @param folder of the data
   * @throws dev.sprintcapacity.embedded.EmbeddedServerException where it does not start
   */
  public static EmbeddedPostgres start(Path folder) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(folder, FreePort.any());
    STARTED.add(postgres);
    postgres.start();
    return postgres;
  }
}
