package dev.sprintcapacity.postgres.idempotency;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.PostgresFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what was answered under an Idempotency-Key, in the transaction that did the work: the
 * answer is there exactly if the work is. Thread-safe.
 */
public final class IdempotencyStore {

  /**
   * How long an answer is remembered; a client that still retries after a day has other troubles.
   */
  public static final Duration RETENTION = Duration.ofHours(24);

  /**
   * Longest key, in characters: several UUIDs long, and well below what an index entry can hold.
   */
  public static final int MAX_KEY_LENGTH = 255;

  /** Keys removed by one purge, so that it holds its locks for milliseconds. */
  public static final int MOST_PURGED_PER_CALL = 1_000;

  /** A claim meets an outdated row, removes it and claims again; a third time means a bug. */
  private static final int MOST_ATTEMPTS = 3;

  private static final String CLAIM =
      """
      insert into idempotency_key (key, fingerprint, created_at)
      values (:key, :fingerprint, :created_at)
      on conflict (key) do nothing
      """;

  private static final String FIND =
      """
      select i.fingerprint, i.status, i.headers, i.body, i.sprint_id
      from idempotency_key i
      where i.key = :key and i.created_at > :outdated
      """;

  private static final String FORGET =
      """
      delete from idempotency_key
      where key = :key and created_at <= :outdated
      """;

  private static final String COMPLETE =
      """
      update idempotency_key
      set status = :status, headers = :headers, body = :body, sprint_id = :sprint_id
      where key = :key and status is null
      """;

  /** Rows that somebody else holds are left to the next purge. */
  private static final String PURGE =
      """
      delete from idempotency_key
      where key in (
        select i.key
        from idempotency_key i
        where i.created_at <= :outdated
        order by i.created_at
        limit :limit
        for update skip locked)
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  public IdempotencyStore(DataSource dataSource, InstantSource clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Claims a key for a request. Needs the transaction that does the request's work. Where another
   * one holds the same key, waits until that one has ended: after its commit this is a replay,
   * after its rollback the claim is ours. An answer older than {@link #RETENTION} is no answer.
   *
   * @param key what the client sent, 1 to {@value #MAX_KEY_LENGTH} characters
   * @param fingerprint a hash of everything that makes the request what it is
   * @throws PostgresException if there is no transaction, the key has no valid length, or the
   *     database fails
   */
  public ClaimOutcome claim(String key, byte[] fingerprint) {
    requireTransaction();
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      throw new PostgresException(
          "An idempotency key must have from 1 to %d characters, but has %d: %s"
              .formatted(MAX_KEY_LENGTH, key.length(), QuotedValue.of(key)));
    }
    return PostgresFailures.translating(
        "claim idempotency key " + QuotedValue.of(key), () -> claimOrFind(key, fingerprint));
  }

  private ClaimOutcome claimOrFind(String key, byte[] fingerprint) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (insert(key, fingerprint)) {
        return new ClaimOutcome.Claimed();
      }
      Optional<ClaimOutcome> answered = find(key, fingerprint);
      if (answered.isPresent()) {
        return answered.get();
      }
      jdbc.sql(FORGET).param("key", key).param("outdated", outdated()).update();
    }
    throw new PostgresException(
        "Idempotency key %s is neither free nor taken after %d attempts"
            .formatted(QuotedValue.of(key), MOST_ATTEMPTS));
  }

  private boolean insert(String key, byte[] fingerprint) {
    return jdbc.sql(CLAIM)
            .param("key", key)
            .param("fingerprint", fingerprint)
            .param("created_at", clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private Optional<ClaimOutcome> find(String key, byte[] fingerprint) {
    return jdbc.sql(FIND)
        .param("key", key)
        .param("outdated", outdated())
        .query((row, _) -> outcome(key, fingerprint, row))
        .optional();
  }

  private static ClaimOutcome outcome(String key, byte[] fingerprint, ResultSet row)
      throws SQLException {
    if (!Arrays.equals(fingerprint, row.getBytes("fingerprint"))) {
      return new ClaimOutcome.DifferentRequest();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      throw new PostgresException(
          "Idempotency key %s was claimed and committed without an answer: complete every claim in its transaction"
              .formatted(QuotedValue.of(key)));
    }
    return new ClaimOutcome.Replay(
        new StoredResponse(
            status,
            StoredResponse.headersOf(row.getString("headers")),
            row.getBytes("body"),
            row.getString("sprint_id")));
  }

  /**
   * Stores the answer to the request that claimed the key, in the same transaction.
   *
   * @throws PostgresException if there is no transaction, the key is not claimed or is answered
   *     already, or the database fails
   */
  public void complete(String key, StoredResponse response) {
    requireTransaction();
    int updated =
        PostgresFailures.translating(
            "complete idempotency key " + QuotedValue.of(key),
            () ->
                jdbc.sql(COMPLETE)
                    .param("key", key)
                    .param("status", response.status())
                    .param("headers", response.headerLines())
                    .param("body", response.body())
                    .param("sprint_id", response.sprintId())
                    .update());
    if (updated != 1) {
      throw new PostgresException(
          "Idempotency key %s is not claimed, or answered already: claim it first, complete it once"
              .formatted(QuotedValue.of(key)));
    }
  }

  /**
   * Removes answers older than {@link #RETENTION}, at most {@value #MOST_PURGED_PER_CALL}. Needs no
   * transaction.
   *
   * @return how many were removed; where it is the most, there may be more
   * @throws PostgresException if the database fails
   */
  public int purge() {
    return PostgresFailures.translating(
        "purge idempotency keys",
        () ->
            jdbc.sql(PURGE)
                .param("outdated", outdated())
                .param("limit", MOST_PURGED_PER_CALL)
                .update());
  }

  private OffsetDateTime outdated() {
    return clock.instant().minus(RETENTION).atOffset(ZoneOffset.UTC);
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new PostgresException(
          "An idempotency key must be claimed and completed in the transaction that does the work, but none is active");
    }
  }
}
