package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.NOW;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMember;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMemberOnLeave;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprint;
import static dev.sprintcapacity.postgres.sprint.Sprints.firstEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.nextEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.postgres.RoundTrips;
import dev.sprintcapacity.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How often a write waits for the server, counted on the wire. */
class RoundTripTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** The driver names a statement on the server after its fifth use; both ways are counted. */
  private static final int USES = 12;

  @Test
  void a_creation_with_two_events_and_people_is_one_round_trip() throws SQLException {
    try (Connection connection = counted().getConnection()) {
      SprintStore store = new SprintStore(new SingleConnectionDataSource(connection, true));

      for (int use = 0; use < USES; use++) {
        PlannedSprint sprint =
            aSprint(aMemberOnLeave("member-" + use, "Ann"), aMember("member-b", "Bob " + use));
        long before = RoundTrips.count();
        store.insert(sprint, firstEvents(sprint));
        assertThat(RoundTrips.count() - before).as("use %d", use).isEqualTo(1);
      }
    }
  }

  @Test
  void a_revision_is_three_round_trips_lock_write_and_commit() throws SQLException {
    try (Connection connection = counted().getConnection()) {
      SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
      SprintStore store = new SprintStore(single);
      TransactionTemplate transactions =
          new TransactionTemplate(new JdbcTransactionManager(single));
      PlannedSprint sprint = aSprint();
      store.insert(sprint, firstEvents(sprint));

      for (int use = 0; use < USES; use++) {
        long before = RoundTrips.count();
        transactions.executeWithoutResult(_ -> {
          StoredSprint locked = store.lock(sprint.id()).orElseThrow();
          PlannedSprint changed =
              ((PlannedSprint) locked.sprint()).revise(locked.sprint().plan(), NOW);
          written(store.replace(locked, changed, nextEvents(locked)));
        });
        assertThat(RoundTrips.count() - before).as("use %d", use).isEqualTo(3);
      }
    }
  }

  private static PGSimpleDataSource counted() {
    PGSimpleDataSource dataSource = DATABASE.unpooled();
    dataSource.setSocketFactory(RoundTrips.class.getName());
    return dataSource;
  }
}
