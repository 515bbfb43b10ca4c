package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.jira.api.JiraException;
import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.SprintChange;
import dev.sprintcapacity.consumers.jira.mapping.DesiredSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappedSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappingStore;
import dev.sprintcapacity.consumers.jira.mapping.SprintPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one sprint in Jira to what its row says, from wherever an earlier try left it. The caller
 * holds the sprint's lock and no transaction: each statement stands for itself, so that what Jira
 * did is kept as soon as it is known.
 *
 * <p>To make a sprint is the only call that must not be repeated. Its intention is stored before it
 * and its number after it; where an intention is found without a number, the board is searched for
 * the mark, and a sprint is made again only once the earlier call is surely over.
 */
final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** An earlier call that is still under way ends within its limit; twice that, to be sure. */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(40);

  private final JiraBoard board;
  private final MappingStore store;
  private final SyncMeters meters;
  private final Clock clock;

  Reconciler(JiraBoard board, MappingStore store, SyncMeters meters, Clock clock) {
    this.board = board;
    this.store = store;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Brings Jira to the row.
   *
   * @return done or skipped, or when to come back
   * @throws JiraException where Jira did not go along
   * @throws SQLException where the database fails
   */
  HandlerResult reconcile(Connection connection, MappedSprint mapped) throws SQLException {
    DesiredSprint desired = mapped.desired();
    if (mapped.isApplied()) {
      return HandlerResult.skip("Jira was brought to it before");
    }
    MappedSprint known = mapped;
    if (known.jiraId().isEmpty() && known.intendedAt().isPresent()) {
      Optional<Duration> wait = settle(connection, known);
      if (wait.isPresent()) {
        return HandlerResult.retryLater(wait.get());
      }
      known = store.find(connection, desired.sprintId()).orElseThrow();
    }
    return switch (desired.status()) {
      case DELETED -> delete(connection, known);
      case PLANNED, ACTIVE, COMPLETED -> bring(connection, known);
    };
  }

  /**
   * Finds out what became of an intention.
   *
   * @return how long to wait before that can be told
   */
  private Optional<Duration> settle(Connection connection, MappedSprint mapped)
      throws SQLException {
    String sprintId = mapped.desired().sprintId();
    Optional<JiraSprint> found = board.markedWith(sprintId);
    if (found.isPresent()) {
      store.link(connection, sprintId, found.get().id());
      meters.adopted.increment();
      LOG.info("Found {} in Jira as sprint {} by its mark", sprintId, found.get().id());
      return Optional.empty();
    }
    Instant settled = mapped.intendedAt().orElseThrow().plus(SETTLED_AFTER);
    Duration wait = Duration.between(clock.instant(), settled);
    if (wait.isPositive()) {
      return Optional.of(wait);
    }
    store.withdraw(connection, sprintId);
    return Optional.empty();
  }

  private HandlerResult bring(Connection connection, MappedSprint mapped) throws SQLException {
    DesiredSprint desired = mapped.desired();
    SprintPlan plan = desired.plan().orElseThrow();
    JiraSprint actual;
    if (mapped.jiraId().isEmpty()) {
      actual = create(connection, desired.sprintId(), plan);
    } else {
      Optional<JiraSprint> found = board.client().find(mapped.jiraId().get());
      if (found.isEmpty()) {
        return missing(mapped);
      }
      actual = found.get();
    }
    for (int steps = 0; steps <= SprintSteps.MOST; steps++) {
      Optional<SprintChange> step = SprintSteps.next(plan, desired.status(), actual);
      if (step.isEmpty()) {
        store.applied(connection, desired);
        return HandlerResult.done();
      }
      Optional<JiraSprint> changed = board.client().change(actual.id(), step.get());
      if (changed.isEmpty()) {
        return missing(mapped);
      }
      meters.changed.increment();
      LOG.debug("Set {} in Jira: {}", desired.sprintId(), step.get());
      actual = changed.get();
    }
    throw new ConsumersException(
        "Jira took every step of %s and still shows sprint %d as '%s', %s from %s to %s"
            .formatted(
                desired.sprintId(),
                actual.id(),
                actual.name(),
                actual.state(),
                actual.start().map(Instant::toString).orElse("nowhere"),
                actual.end().map(Instant::toString).orElse("nowhere")));
  }

  private JiraSprint create(Connection connection, String sprintId, SprintPlan plan)
      throws SQLException {
    store.intend(connection, sprintId, clock.instant());
    JiraSprint created;
    try {
      created = board.create(sprintId, plan);
    } catch (JiraException failure) {
      if (!failure.inDoubt()) {
        withdraw(connection, sprintId, failure);
      }
      throw failure;
    }
    store.link(connection, sprintId, created.id());
    meters.created.increment();
    LOG.debug("Made {} in Jira as sprint {}", sprintId, created.id());
    return created;
  }

  /** An intention that stays costs a search of the board, so a failure here hides nothing. */
  private void withdraw(Connection connection, String sprintId, JiraException failure) {
    try {
      store.withdraw(connection, sprintId);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private HandlerResult delete(Connection connection, MappedSprint mapped) throws SQLException {
    if (mapped.jiraId().isPresent()) {
      if (board.client().delete(mapped.jiraId().get())) {
        meters.deleted.increment();
      }
      LOG.debug("Deleted {} in Jira", mapped.desired().sprintId());
    }
    store.applied(connection, mapped.desired());
    return HandlerResult.done();
  }

  /**
   * Jira says "not found" of what was deleted there and of what this user may no longer see. To
   * make it again would make doubles in the second case, so it is left; the next event looks again.
   */
  private HandlerResult missing(MappedSprint mapped) {
    meters.missing.increment();
    LOG.warn(
        "{} is not in Jira any more as sprint {}: deleted there, or hidden from this user",
        mapped.desired().sprintId(),
        mapped.jiraId().orElse(0L));
    return HandlerResult.skip("its sprint is not in Jira any more");
  }
}
