package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.postgres.DatabaseCheck;
import dev.sprintcapacity.postgres.DatabaseUnavailableException;
import dev.sprintcapacity.postgres.DatabaseVerdict;
import dev.sprintcapacity.postgres.Migrations;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.service.StartException;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the database, checks that it keeps its promises, and brings its tables up to date. */
final class DatabaseStart {

  private static final Logger log = LoggerFactory.getLogger(DatabaseStart.class);

  /** A server that starts beside us is met at once; one that is away is not hammered. */
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  /** How often the log says that we still wait. */
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

  private final DatabaseAddress address;
  private final DataSource source;
  private final InstantSource clock;

  DatabaseStart(DatabaseAddress address, DataSource source, InstantSource clock) {
    this.address = address;
    this.source = source;
    this.clock = clock;
  }

  /**
   * Returns when the database is ready for use.
   *
   * @throws StartException if it did not answer in time, or will not do
   */
  void prepare(Duration wait) {
    awaitAnswer(wait);
    try {
      Migrations.migrate(source);
    } catch (PostgresException failure) {
      throw new StartException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void awaitAnswer(Duration wait) {
    Instant end = clock.instant().plus(wait);
    Instant nextWord = clock.instant();
    while (true) {
      String problem = runOnce();
      Instant now = clock.instant();
      if (problem.isEmpty()) {
        return;
      }
      if (!now.isBefore(end)) {
        throw new StartException(
            "PostgreSQL at %s did not answer within %d s: start it, or correct DATABASE_URL. Last: %s"
                .formatted(address, wait.toSeconds(), problem));
      }
      if (!now.isBefore(nextWord)) {
        log.info(
            "Waiting for PostgreSQL at {}, {} s more: {}",
            address,
            Duration.between(now, end).toSeconds(),
            problem);
        nextWord = now.plus(BETWEEN_WORDS);
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Asks once; empty where the database is fit for use, else why it does not answer. */
  String runOnce() {
    try {
      return switch (new DatabaseCheck(source).verdict()) {
        case DatabaseVerdict.Accepted accepted -> {
          log.info("PostgreSQL {} at {}", accepted.serverVersion(), address);
          accepted.warnings().forEach(log::warn);
          yield "";
        }
        case DatabaseVerdict.Refused refused ->
            throw new StartException(
                "PostgreSQL at %s will not do: %s"
                    .formatted(address, String.join("; ", refused.reasons())));
      };
    } catch (DatabaseUnavailableException failure) {
      return Failures.rootMessage(failure);
    } catch (PostgresException failure) {
      throw new StartException(
          "PostgreSQL at %s refuses us: %s".formatted(address, Failures.rootMessage(failure)),
          failure);
    }
  }
}
