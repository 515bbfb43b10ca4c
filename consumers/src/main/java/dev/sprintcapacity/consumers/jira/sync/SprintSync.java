package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumers.jira.api.JiraAccessException;
import dev.sprintcapacity.consumers.jira.api.JiraBusyException;
import dev.sprintcapacity.consumers.jira.api.JiraClient;
import dev.sprintcapacity.consumers.jira.api.JiraRefusalException;
import dev.sprintcapacity.consumers.jira.mapping.DesiredSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappedSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappingStore;
import dev.sprintcapacity.consumers.jira.mapping.SprintLock;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Handles events: records what a sprint shall be, then brings Jira to the latest that is recorded.
 * An event that comes again, late, or after one that failed, finds what is left to do. Safe for use
 * by several threads; a handler holds one connection and no transaction while it calls Jira.
 */
public final class SprintSync implements EventHandler {

  /** Another member is at the same sprint: it will be done within a few calls. */
  private static final Duration LOCKED = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final MappingStore store;
  private final Reconciler reconciler;
  private final DryRun dryRun;
  private final boolean dry;
  private final SyncMeters meters = new SyncMeters();
  private volatile @Nullable String closedDoor;

  /**
   * Only remembers.
   *
   * @param dataSource of schema {@code jira}
   * @param jira where sprints are made
   * @param boardId the board they are made on
   * @param dry whether calls that change something are only logged
   * @param clock dates intentions
   */
  public SprintSync(
      DataSource dataSource, JiraClient jira, long boardId, boolean dry, Clock clock) {
    this.dataSource = dataSource;
    this.store = new MappingStore();
    JiraBoard board = new JiraBoard(jira, boardId);
    this.reconciler = new Reconciler(board, store, meters, clock);
    this.dryRun = new DryRun(board, store);
    this.dry = dry;
  }

  /** Types of events it handles: those of sprints. Those of teams change nothing in Jira. */
  public static List<EventType> handledTypes() {
    return Arrays.stream(EventType.values())
        .filter(type -> type.topic() == Topic.SPRINT_LIFECYCLE)
        .toList();
  }

  /** Has all of them handled. */
  public void registerOn(KafkaEventConsumer consumer) {
    handledTypes().forEach(type -> consumer.registerHandler(type.wireName(), this));
  }

  @Override
  public HandlerResult handle(ConsumedEvent event, HandlerContext context) throws SQLException {
    if (context.sequence() == 0) {
      return HandlerResult.deadLetter(
          "it has no header ce_sequence, so that nobody can tell whether it is late");
    }
    Optional<DesiredSprint> desired =
        DesiredSprint.after(event.data(EventData.class), context.sequence());
    if (desired.isEmpty()) {
      return HandlerResult.skip("Jira's sprints show no teams");
    }
    try {
      HandlerResult result = handle(desired.get());
      closedDoor = null;
      return result;
    } catch (JiraBusyException busy) {
      meters.pauses.increment();
      return HandlerResult.retryLater(busy.delay());
    } catch (JiraRefusalException refusal) {
      closedDoor = null;
      return HandlerResult.deadLetter(Objects.requireNonNull(refusal.getMessage()));
    } catch (JiraAccessException closed) {
      closedDoor = closed.getMessage();
      throw closed;
    }
  }

  private HandlerResult handle(DesiredSprint desired) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (dry) {
        dryRun.tell(connection, desired);
        return HandlerResult.done();
      }
      store.record(connection, desired);
      try (SprintLock lock = SprintLock.tryLock(connection, desired.sprintId())) {
        if (lock == null) {
          return HandlerResult.retryLater(LOCKED);
        }
        MappedSprint mapped = store.find(connection, desired.sprintId()).orElseThrow();
        return reconciler.reconcile(connection, mapped);
      }
    }
  }

  /** Why Jira lets nobody in since the last call, with what to do; empty where it does. */
  public Optional<String> closedDoor() {
    return Optional.ofNullable(closedDoor);
  }

  /** What was done so far. */
  public SyncCounts counts() {
    return meters.counts();
  }
}
