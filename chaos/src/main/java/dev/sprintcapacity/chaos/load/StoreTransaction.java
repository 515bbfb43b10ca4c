package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.Outcome;
import dev.sprintcapacity.chaos.history.WriteLog;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.postgres.sprint.WriteOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One transaction with the product's own store, as long and as odd as we like. What it wrote is
 * noted as acknowledged when its commit returned, and as refused when it was rolled back. Used by
 * one thread at a time.
 */
public final class StoreTransaction implements AutoCloseable {
  private static final Set<EventType> CREATED =
      Set.of(EventType.SPRINT_CREATED, EventType.TEAM_MEMBER_ADDED);
  private static final Set<EventType> REVISED =
      Set.of(EventType.SPRINT_UPDATED, EventType.TEAM_MEMBER_UPDATED);

  private static final String DRAW_XID =
      """
      select pg_current_xact_id() as xid
      """;

  private final Connection connection;
  private final SprintStore store;
  private final SamplePlans samples;
  private final WriteLog log;
  private final List<Pending> pending = new ArrayList<>();

  private record Pending(WriteLog.Open write, String sprintId, boolean creation) {
    void committed() {
      if (creation) {
        write.created(sprintId);
      } else {
        write.finish(Outcome.ACKNOWLEDGED);
      }
    }
  }

  private StoreTransaction(Connection connection, SamplePlans samples, WriteLog log) {
    this.connection = connection;
    this.store = new SprintStore(new PinnedConnection(connection));
    this.samples = samples;
    this.log = log;
  }

  /**
   * Connects and begins.
   *
   * @throws ChaosException where the database does not accept a connection
   */
  static StoreTransaction begin(String jdbcUrl, SamplePlans samples, WriteLog log) {
    try {
      Connection connection = DriverManager.getConnection(jdbcUrl);
      connection.setAutoCommit(false);
      return new StoreTransaction(connection, samples, log);
    } catch (SQLException e) {
      throw new ChaosException("cannot begin a transaction", e);
    }
  }

  /** As {@link #begin(String, SamplePlans, WriteLog)}, for one transaction among other load. */
  public static StoreTransaction begin(String jdbcUrl, WriteLog log) {
    return begin(jdbcUrl, new SamplePlans(), log);
  }

  /** Takes a transaction id now, long before any row is written. */
  void drawId() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DRAW_XID)) {
      statement.execute();
    }
  }

  /**
   * Plans a sprint.
   *
   * @return its id
   * @throws PostgresException where the database fails; the transaction can then only be closed
   */
  public SprintId create() {
    WriteLog.Open write = log.begin(null, CREATED);
    PlannedSprint sprint = samples.planned(write.mark());
    pending.add(new Pending(write, sprint.id().value(), true));
    written(store.insert(sprint, samples.creation(sprint)));
    return sprint.id();
  }

  /**
   * Changes a sprint, and waits for whoever is changing it right now; does nothing where it is not
   * there.
   *
   * @throws PostgresException where the database fails; the transaction can then only be closed
   */
  public void revise(SprintId id) {
    WriteLog.Open write = log.begin(id.value(), REVISED);
    pending.add(new Pending(write, id.value(), false));
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      Optional<StoredSprint> locked = store.lock(id);
      if (locked.isPresent() && locked.get().sprint() instanceof PlannedSprint before) {
        PlannedSprint after = samples.revised(before, write.mark());
        written(
            store.replace(
                locked.get(), after, samples.revision(before, after, locked.get().lastSequence())));
      } else {
        pending.removeLast().write().finish(Outcome.REFUSED);
      }
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
  }

  /** Plans a sprint in a part of the transaction that is taken back. */
  void createAndTakeBack() throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    create();
    connection.rollback(savepoint);
    pending.removeLast().write().finish(Outcome.REFUSED);
  }

  private static void written(WriteOutcome outcome) {
    if (!(outcome instanceof WriteOutcome.Written)) {
      throw new IllegalStateException("a number that nobody has is taken: " + outcome);
    }
  }

  /**
   * Commits.
   *
   * @throws ChaosException where the commit fails: what became of it is unknown
   */
  public void commit() {
    try {
      connection.commit();
      pending.forEach(Pending::committed);
    } catch (SQLException e) {
      pending.forEach(each -> each.write().finish(Outcome.UNKNOWN));
      throw new ChaosException("cannot commit", e);
    } finally {
      pending.clear();
    }
  }

  /** Takes everything back that was not committed, and disconnects. */
  @Override
  public void close() {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
      }
    } catch (SQLException _) {
      // whoever is not connected any more has not committed
    } finally {
      pending.forEach(each -> each.write().finish(Outcome.REFUSED));
      pending.clear();
    }
  }
}
