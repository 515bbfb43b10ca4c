package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until PostgreSQL takes connections, and says so meanwhile. For one thread. */
final class DatabaseWait {

  private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);

  /** A server that starts beside us is met at once; one that is away is not hammered. */
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  /** How often the log says that we still wait. */
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

  /** A server on the same continent accepts within a fraction of this. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  /** Classes of SQLState that end by themselves: connection, resources, operator. */
  private static final String PASSING = "08|53|57";

  private static final int CLASS_LENGTH = 2;

  private final DatabaseAddress address;
  private final InstantSource clock;

  DatabaseWait(DatabaseAddress address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  /**
   * Returns when the database takes connections, or nobody wants it any more.
   *
   * @param wait how long at most
   * @param unwanted asked between two tries
   * @throws ConsumersException where it does not in time, or refuses us for good
   */
  void await(Duration wait, BooleanSupplier unwanted) {
    Instant end = clock.instant().plus(wait);
    Instant nextWord = clock.instant();
    while (!unwanted.getAsBoolean()) {
      String problem = runOnce();
      Instant now = clock.instant();
      if (problem.isEmpty()) {
        return;
      }
      if (!now.isBefore(end)) {
        throw new ConsumersException(
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

  /**
   * Connects once; empty where that succeeds, else why it may succeed later.
   *
   * @throws ConsumersException where it never will
   */
  String runOnce() {
    try (Connection connection = source().getConnection()) {
      return connection.isValid((int) CONNECT_LIMIT.toSeconds()) ? "" : "it does not answer";
    } catch (SQLException failure) {
      String state = String.valueOf(failure.getSQLState());
      if (state.length() >= CLASS_LENGTH && state.substring(0, CLASS_LENGTH).matches(PASSING)) {
        return String.valueOf(failure.getMessage());
      }
      throw new ConsumersException(
          "PostgreSQL at %s refuses us: %s".formatted(address, failure.getMessage()), failure);
    }
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    if (address.user() != null) {
      source.setUser(address.user());
    }
    if (address.password() != null) {
      source.setPassword(address.password());
    }
    source.setConnectTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setSocketTimeout((int) CONNECT_LIMIT.toSeconds());
    source.setApplicationName("sprint-capacity-consumers");
    return source;
  }
}
