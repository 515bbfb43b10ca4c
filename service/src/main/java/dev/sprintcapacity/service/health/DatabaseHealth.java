package dev.sprintcapacity.service.health;

import dev.sprintcapacity.postgres.DatabaseCheck;
import dev.sprintcapacity.postgres.DatabaseVerdict;
import dev.sprintcapacity.postgres.PostgresException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database whether it may be written to, at most once a second however many ask us.
 * Thread-safe.
 */
public final class DatabaseHealth {

  private static final Logger log = LoggerFactory.getLogger(DatabaseHealth.class);

  /** Fresh enough for a load balancer, and no load for the database. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final DatabaseCheck check;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable State last;
  private Instant lastAt = Instant.EPOCH;

  public DatabaseHealth(DatabaseCheck check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  /** The state of the database, at most a second old. */
  public State state() {
    lock.lock();
    try {
      Instant now = clock.instant();
      State known = last;
      if (known != null && !now.isBefore(lastAt) && now.isBefore(lastAt.plus(KEPT))) {
        return known;
      }
      State asked = ask();
      if (known == null || known.getClass() != asked.getClass()) {
        log.info("Database: {}", asked);
      }
      last = asked;
      lastAt = clock.instant();
      return asked;
    } finally {
      lock.unlock();
    }
  }

  private State ask() {
    try {
      return switch (check.verdict()) {
        case DatabaseVerdict.Accepted accepted -> new State.Up(accepted.serverVersion());
        case DatabaseVerdict.Refused refused ->
            new State.Down("not fit for use", String.join("; ", refused.reasons()));
      };
    } catch (PostgresException failure) {
      return new State.Down("not reachable", String.valueOf(failure.getMessage()));
    }
  }

  /** How the database is. Closed: it can be used or it cannot. */
  public sealed interface State {

    /**
     * It can be used.
     *
     * @param serverVersion what the server calls itself
     */
    record Up(String serverVersion) implements State {}

    /**
     * It cannot be used.
     *
     * @param reason in a few words, for anybody
     * @param cause in full, for the log only: it may name hosts and users
     */
    record Down(String reason, String cause) implements State {}
  }
}
