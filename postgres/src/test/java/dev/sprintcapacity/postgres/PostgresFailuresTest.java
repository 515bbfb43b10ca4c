package dev.sprintcapacity.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

class PostgresFailuresTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @BeforeAll
  static void createTable() {
    TestDatabase.execute(
        DATABASE.dataSource(),
        "create table thing (id int primary key, amount int constraint thing_amount check (amount >= 0))");
    TestDatabase.execute(DATABASE.dataSource(), "insert into thing values (1, 1), (2, 2)");
  }

  @Test
  void what_the_work_returns_is_returned() {
    assertThat(PostgresFailures.translating("count", () -> 7)).isEqualTo(7);
  }

  @Test
  void failures_that_are_not_the_databases_pass_through() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            PostgresFailures.translating(
                "fail",
                () -> {
                  throw new IllegalStateException("mine");
                }));
  }

  @Test
  void a_wrong_statement_is_permanent_and_says_what_was_done() {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> doing("count the stars", "select stars from nothing"))
        .withMessageContaining("count the stars")
        .withMessageContaining("42P01")
        .satisfies(failure -> assertThat(failure.getClass()).isEqualTo(PostgresException.class));
  }

  @Test
  void a_server_that_is_not_there_is_unavailable() {
    PGSimpleDataSource nowhere = DATABASE.unpooled();
    nowhere.setPortNumbers(new int[] {1});

    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() ->
            PostgresFailures.translating(
                "ask",
                () -> JdbcClient.create(nowhere).sql("select 1").query(Long.class).single()));
  }

  @Test
  void a_transaction_that_can_not_begin_is_unavailable() {
    PGSimpleDataSource nowhere = DATABASE.unpooled();
    nowhere.setPortNumbers(new int[] {1});
    TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(nowhere));

    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() ->
            PostgresFailures.translating(
                "begin",
                () -> {
                  transactions.executeWithoutResult(_ -> {});
                  return true;
                }));
  }

  @Test
  void a_session_that_is_ended_meanwhile_is_unavailable() {
    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() -> doing("die", "select pg_terminate_backend(pg_backend_pid())"));
  }

  @Test
  void a_session_that_is_ended_within_a_transaction_is_unavailable_although_no_rollback_succeeds() {
    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() ->
            PostgresFailures.translating(
                "commit",
                () ->
                    DATABASE.inTransaction(
                        _ -> doing("die", "select pg_terminate_backend(pg_backend_pid())"))))
        .withMessageContaining("Could not die")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .hasExactlyElementsOfTypes(TransactionSystemException.class));
  }

  @Test
  void a_session_that_is_ended_before_its_commit_is_unavailable() {
    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() ->
            PostgresFailures.translating(
                "commit",
                () ->
                    DATABASE.inTransaction(_ -> {
                      long session = doing("ask", "select pg_backend_pid()").getFirst();
                      return Together.inThreads(
                          1,
                          _ ->
                              doing(
                                  "end it",
                                  "select pg_terminate_backend(%d, 5000)::int".formatted(session)));
                    })));
  }

  @Test
  void a_server_that_became_read_only_is_unavailable() {
    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() ->
            DATABASE.inTransaction(_ -> {
              DATABASE.jdbc().sql("set transaction read only").update();
              return doing("write", "update thing set amount = 5 returning id");
            }))
        .withMessageContaining("25006");
  }

  @Test
  void a_deadlock_is_contention_for_one_and_nothing_for_the_other() {
    List<Boolean> succeeded = Together.inThreads(2, me -> lockBoth(me + 1, 2 - me));

    assertThat(succeeded).containsExactlyInAnyOrder(true, false);
  }

  private static boolean lockBoth(int first, int second) {
    try {
      return DATABASE.inTransaction(_ -> {
        doing("lock", "select id from thing where id = " + first + " for update");
        TestWaiting.until(
            "both rows are locked, or one waits",
            () ->
                DATABASE
                        .jdbc()
                        .sql(
                            "select count(*) from pg_locks where relation = 'thing'::regclass and mode = 'RowShareLock'")
                        .query(Long.class)
                        .single()
                    >= 2);
        doing("lock", "select id from thing where id = " + second + " for update");
        return true;
      });
    } catch (DatabaseContentionException deadlock) {
      assertThat(deadlock).hasMessageContaining("40P01");
      return false;
    }
  }

  @Test
  void a_violated_constraint_is_known_by_its_name() {
    DataAccessException failure = violation();

    assertThat(PostgresFailures.violates("thing_amount", failure)).isTrue();
    assertThat(PostgresFailures.violates("thing_other", failure)).isFalse();
  }

  private static DataAccessException violation() {
    try {
      DATABASE.jdbc().sql("update thing set amount = -1").update();
    } catch (DataIntegrityViolationException failure) {
      return failure;
    }
    throw new AssertionError("the constraint was not violated");
  }

  private static List<Long> doing(String doing, String sql) {
    return PostgresFailures.translating(
        doing, () -> DATABASE.jdbc().sql(sql).query((row, _) -> row.getLong(1)).list());
  }
}
