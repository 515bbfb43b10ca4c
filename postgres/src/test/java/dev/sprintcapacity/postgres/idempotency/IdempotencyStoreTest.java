package dev.sprintcapacity.postgres.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.TestDatabase;
import dev.sprintcapacity.postgres.Together;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyStoreTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2025-11-27T10:30:00Z");
  private static final byte[] REQUEST = "request".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER_REQUEST = "other".getBytes(StandardCharsets.UTF_8);
  private static final AtomicInteger KEYS = new AtomicInteger();

  @BeforeAll
  static void openConnections() {
    DATABASE.openConnections(8);
  }

  private final IdempotencyStore store = storeAt(NOW);

  @Test
  void the_first_request_gets_the_key_and_the_same_request_its_answer() {
    String key = newKey();

    assertThat(doing(store, key)).isInstanceOf(ClaimOutcome.Claimed.class);

    assertThat(doing(store, key)).isEqualTo(new ClaimOutcome.Replay(response("sprint-1")));
  }

  @Test
  void headers_and_body_come_back_as_they_were() {
    String key = newKey();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Location", "/v1/sprints/sprint-1?x=a: b");
    headers.put("ETag", "\"1\"");
    byte[] body = {0, (byte) 0xff, '\n', '"'};
    StoredResponse response = new StoredResponse(201, headers, body, null);

    inTransaction(() -> {
      store.claim(key, REQUEST);
      store.complete(key, response);
    });

    ClaimOutcome.Replay replay = (ClaimOutcome.Replay) claim(store, key, REQUEST);
    assertThat(replay.response()).isEqualTo(response);
    assertThat(replay.response().headers()).containsExactlyEntriesOf(headers);
    assertThat(replay.response().body()).isEqualTo(body);
  }

  @Test
  void an_answer_without_headers_and_body_comes_back_as_it_was() {
    String key = newKey();
    StoredResponse response = new StoredResponse(204, Map.of(), new byte[0], "sprint-9");

    inTransaction(() -> {
      store.claim(key, REQUEST);
      store.complete(key, response);
    });

    assertThat(claim(store, key, REQUEST)).isEqualTo(new ClaimOutcome.Replay(response));
  }

  @Test
  void another_request_under_a_taken_key_is_told_so() {
    String key = newKey();
    doing(store, key);

    assertThat(claim(store, key, OTHER_REQUEST)).isInstanceOf(ClaimOutcome.DifferentRequest.class);
  }

  @Test
  void a_rollback_frees_the_key() {
    String key = newKey();
    DATABASE
        .transactions()
        .executeWithoutResult(status -> {
          assertThat(store.claim(key, REQUEST)).isInstanceOf(ClaimOutcome.Claimed.class);
          store.complete(key, response("sprint-1"));
          status.setRollbackOnly();
        });

    assertThat(doing(store, key)).isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void of_many_same_requests_at_once_one_does_the_work_and_all_others_get_its_answer() {
    for (int round = 0; round < 20; round++) {
      String key = newKey();

      List<ClaimOutcome> outcomes = Together.inThreads(8, _ -> doing(store, key));

      assertThat(outcomes).filteredOn(ClaimOutcome.Claimed.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.equals(new ClaimOutcome.Replay(response("sprint-1"))))
          .hasSize(7);
    }
  }

  @Test
  void where_the_first_of_many_fails_exactly_one_other_does_the_work() {
    String key = newKey();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger tries = new AtomicInteger();

    Together.inThreads(
        8,
        _ ->
            DATABASE.inTransaction(status -> {
              ClaimOutcome outcome = store.claim(key, REQUEST);
              if (outcome instanceof ClaimOutcome.Claimed) {
                if (tries.incrementAndGet() == 1) {
                  status.setRollbackOnly();
                } else {
                  done.incrementAndGet();
                  store.complete(key, response("sprint-1"));
                }
              }
              return outcome;
            }));

    assertThat(done).hasValue(1);
  }

  @Test
  void an_answer_is_forgotten_after_a_day_even_where_no_purge_ran() {
    String key = newKey();
    doing(store, key);

    IdempotencyStore justBefore = storeAt(NOW.plus(Duration.ofHours(24)).minusMillis(1));
    IdempotencyStore dayLater = storeAt(NOW.plus(Duration.ofHours(24)));

    assertThat(claim(justBefore, key, OTHER_REQUEST))
        .isInstanceOf(ClaimOutcome.DifferentRequest.class);
    assertThat(claim(dayLater, key, OTHER_REQUEST)).isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void a_purge_removes_what_is_older_than_a_day_and_nothing_else() {
    Instant longAgo = NOW.minus(Duration.ofDays(500));
    String old = newKey();
    String young = newKey();
    doing(storeAt(longAgo), old);
    doing(storeAt(longAgo.plus(Duration.ofHours(1))), young);

    int removed = storeAt(longAgo.plus(Duration.ofHours(24))).purge();

    assertThat(removed).isEqualTo(1);
    assertThat(keysLike(old)).isZero();
    assertThat(keysLike(young)).isEqualTo(1);
  }

  @Test
  void a_purge_removes_a_bounded_number_at_once() {
    int keys = IdempotencyStore.MOST_PURGED_PER_CALL + 5;
    Instant longAgo = NOW.minus(Duration.ofDays(1000));
    DATABASE
        .jdbc()
        .sql(
            """
            insert into idempotency_key (key, fingerprint, created_at)
            select 'many-' || n, '', ?::timestamptz from generate_series(1, ?) n
            """)
        .params(longAgo.toString(), keys)
        .update();
    IdempotencyStore later = storeAt(longAgo.plus(Duration.ofDays(2)));

    assertThat(later.purge()).isEqualTo(IdempotencyStore.MOST_PURGED_PER_CALL);
    assertThat(later.purge()).isEqualTo(5);
    assertThat(later.purge()).isZero();
  }

  @Test
  void claims_and_answers_need_a_transaction() {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.claim(newKey(), REQUEST))
        .withMessageContaining("none is active");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.complete(newKey(), response("sprint-1")))
        .withMessageContaining("none is active");
  }

  @Test
  void only_a_claimed_key_is_completed_and_only_once() {
    String key = newKey();

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> inTransaction(() -> store.complete(key, response("sprint-1"))))
        .withMessageContaining(key);
    doing(store, key);
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> inTransaction(() -> store.complete(key, response("sprint-2"))))
        .withMessageContaining(key);
  }

  @Test
  void a_claim_that_was_committed_without_an_answer_is_a_failure_and_no_answer() {
    String key = newKey();
    claim(store, key, REQUEST);

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> claim(store, key, REQUEST))
        .withMessageContaining("without an answer");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, IdempotencyStore.MAX_KEY_LENGTH + 1})
  void a_key_without_a_valid_length_is_refused(int length) {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> claim(store, "k".repeat(length), REQUEST))
        .withMessageContaining("but has " + length);
  }

  @Test
  void a_response_that_could_not_be_sent_is_refused() {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> new StoredResponse(99, Map.of(), new byte[0], null))
        .withMessageContaining("99");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> new StoredResponse(200, Map.of("ETag", "1\r\nX: y"), new byte[0], null))
        .withMessageContaining("ETag");
  }

  /** Claims the key and, where it is free, does the work and answers. */
  private static ClaimOutcome doing(IdempotencyStore store, String key) {
    return DATABASE.inTransaction(_ -> {
      ClaimOutcome outcome = store.claim(key, REQUEST);
      if (outcome instanceof ClaimOutcome.Claimed) {
        store.complete(key, response("sprint-1"));
      }
      return outcome;
    });
  }

  private static ClaimOutcome claim(IdempotencyStore store, String key, byte[] request) {
    return DATABASE.inTransaction(_ -> store.claim(key, request));
  }

  private static void inTransaction(Runnable work) {
    DATABASE.transactions().executeWithoutResult(_ -> work.run());
  }

  private static long keysLike(String key) {
    return DATABASE
        .jdbc()
        .sql("select count(*) from idempotency_key where key = ?")
        .param(key)
        .query(Long.class)
        .single();
  }

  private static IdempotencyStore storeAt(Instant now) {
    return new IdempotencyStore(DATABASE.dataSource(), InstantSource.fixed(now));
  }

  private static StoredResponse response(String sprintId) {
    return new StoredResponse(
        201, Map.of("ETag", "\"1\""), "{}".getBytes(StandardCharsets.UTF_8), sprintId);
  }

  private static String newKey() {
    return "key-" + KEYS.incrementAndGet();
  }
}
