package dev.sprintcapacity.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.postgres.idempotency.IdempotencyStore;
import dev.sprintcapacity.postgres.idempotency.StoredResponse;
import dev.sprintcapacity.postgres.people.IdentityKey;
import dev.sprintcapacity.postgres.people.PersonDirectory;
import dev.sprintcapacity.postgres.sprint.SprintUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the server runs the statements of the stores on a young database. */
class StatementPlanTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** The driver keeps a statement after five uses, the server its plan after five more. */
  private static final int USES = 15;

  @Test
  void no_write_scans_a_table_not_even_while_all_tables_are_small() throws SQLException {
    try (Connection connection = DATABASE.unpooled().getConnection()) {
      SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
      JdbcClient jdbc = JdbcClient.create(single);
      TransactionTemplate transactions =
          new TransactionTemplate(new JdbcTransactionManager(single));
      SprintUse sprints = new SprintUse(single, transactions);
      IdempotencyStore keys =
          new IdempotencyStore(single, InstantSource.fixed(Instant.parse("2025-11-27T10:30:00Z")));
      Map<String, Long> before = scans(jdbc);

      for (int use = 0; use < USES; use++) {
        String name = "Person " + use;
        PersonDirectory people = new PersonDirectory(single);
        people.resolve(List.of(IdentityKey.of(name, null)), () -> new MemberId("member-x"));
        people.known(List.of(new MemberId("member-x"), new MemberId("member-known")));
        sprints.createReviseAndDelete(name);
        claimTwice(transactions, keys, "key-" + use);
      }

      assertThat(scans(jdbc)).isEqualTo(before).hasSize(4);
    }
  }

  private static void claimTwice(
      TransactionTemplate transactions, IdempotencyStore keys, String key) {
    StoredResponse response = new StoredResponse(201, Map.of(), new byte[0], null);
    transactions.executeWithoutResult(_ -> {
      keys.claim(key, new byte[1]);
      keys.complete(key, response);
    });
    transactions.executeWithoutResult(_ -> keys.claim(key, new byte[1]));
  }

  /** How often each table was scanned, after this session has told all it knows. */
  private static Map<String, Long> scans(JdbcClient jdbc) {
    jdbc.sql("select pg_stat_force_next_flush()::text").query((row, _) -> row.getString(1)).list();
    Map<String, Long> scans = new TreeMap<>();
    jdbc.sql(
            """
            select relname, seq_scan
            from pg_stat_user_tables
            where relname in ('sprint', 'person', 'person_identity', 'idempotency_key')
            """)
        .query((row, _) -> scans.put(row.getString("relname"), row.getLong("seq_scan")))
        .list();
    return scans;
  }
}
