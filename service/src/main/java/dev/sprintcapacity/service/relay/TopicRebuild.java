package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.EventLogUnavailableException;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.relay.checks.LogInspection;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.Lane;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.service.relay.rebuild.RebuildProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Publishes the whole event log again into empty or fresh topics, as the relay does: in the place
 * of the relay, in its order, with its bytes, each batch in one transaction with the cursor. Killed
 * in the middle, the relay or another rebuild goes on from the cursor.
 *
 * <p>The order of what it does makes every end in between safe: first the cursor is deleted, then
 * the topics. Without a cursor a relay refuses to publish from a log that was published before.
 */
public final class TopicRebuild {

  /** A relay that refuses leads for a part of a second, every 2 s. */
  private static final Duration LEAD_LIMIT = Duration.ofSeconds(10);

  private static final Duration KAFKA_LIMIT = Duration.ofSeconds(10);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final RelaySettings settings;
  private final RelayProbe probe;
  private final Consumer<RebuildProgress> progress;

  /**
   * A rebuild, not begun yet.
   *
   * @param settings those of the relay in whose place it publishes
   * @param progress told before the first batch and after each one
   */
  public TopicRebuild(RelaySettings settings, Consumer<RebuildProgress> progress) {
    this(settings, progress, RelayProbe.NONE);
  }

  TopicRebuild(RelaySettings settings, Consumer<RebuildProgress> progress, RelayProbe probe) {
    this.settings = settings;
    this.progress = progress;
    this.probe = probe;
  }

  /**
   * Rebuilds the topics in this thread.
   *
   * @param deleteTopics whether topics that hold events, and all that is in them, may be deleted
   * @return how it ended; where it was not begun, nothing is changed
   * @throws dev.sprintcapacity.service.ServiceException where Kafka fails; it may be run again
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails; it may be run
   *     again
   */
  public RebuildOutcome run(boolean deleteTopics) {
    KafkaThread lane = KafkaThread.start(settings.name());
    try (PostgresLog log = new PostgresLog(settings.database())) {
      return new Run(log, lane, deleteTopics).outcome();
    } finally {
      lane.close();
    }
  }

  /** One attempt, with what it holds. */
  private final class Run {
    private final LogConnection log;
    private final Lane lane;
    private final boolean deleteTopics;
    private final LogInspection inspection;
    private Readiness cluster = new Readiness.Fit();

    Run(LogConnection log, Lane lane, boolean deleteTopics) {
      this.log = log;
      this.lane = lane;
      this.deleteTopics = deleteTopics;
      this.inspection = new LogInspection(log);
    }

    RebuildOutcome outcome() {
      if (!lead()) {
        return new RebuildOutcome.Refused(
            "relay %s is active on this database and publishes by itself; to rebuild its topics all the same, stop every instance of the service first"
                .formatted(settings.name()));
      }
      KafkaLink link = reach();
      try {
        return cluster instanceof Readiness.Unfit(String reason)
            ? new RebuildOutcome.Refused(reason)
            : begin(link);
      } finally {
        end(link);
      }
    }

    /** Whether this session leads; a database that is slow to let it in is asked again. */
    private boolean lead() {
      long begin = System.nanoTime();
      while (true) {
        boolean last = System.nanoTime() - begin > LEAD_LIMIT.toNanos();
        try {
          if (!log.isOpen()) {
            log.open();
          }
          if (log.tryLead(settings.name())) {
            return true;
          }
          if (last) {
            return false;
          }
        } catch (EventLogUnavailableException e) {
          log.close();
          if (last) {
            throw e;
          }
        }
        LockSupport.parkNanos(this, BETWEEN_TRIES.toNanos());
      }
    }

    /** A connection with Kafka; one that is slow to answer is asked again. */
    private KafkaLink reach() {
      long begin = System.nanoTime();
      while (true) {
        KafkaLink link = new KafkaLink(settings, probe);
        try {
          cluster = onLane(link::prepare);
          return link;
        } catch (RelayException e) {
          end(link);
          if (System.nanoTime() - begin > KAFKA_LIMIT.toNanos()) {
            throw e;
          }
          log.ping();
        }
        LockSupport.parkNanos(this, BETWEEN_TRIES.toNanos());
      }
    }

    /** Looks first, takes over, looks again, and only then changes anything. */
    private RebuildOutcome begin(KafkaLink link) {
      LogIdentity identity = log.identity();
      Optional<String> refusal =
          inspection.guards().or(() -> foreign(onLane(link::glanceAtCursor), identity));
      if (refusal.isPresent()) {
        return new RebuildOutcome.Refused(refusal.get());
      }
      takeOver(link);
      Optional<CursorRecord> cursor = onLane(link::readCursor);
      refusal = foreign(cursor, identity);
      if (refusal.isPresent()) {
        return new RebuildOutcome.Refused(refusal.get());
      }
      TopicEnds tail = onLane(link::readTail);
      boolean filled = onLane(link::topicsHoldRecords);
      if (filled && !deleteTopics) {
        return goOn(link, identity, cursor, tail);
      }
      if (filled && tail.shared()) {
        return new RebuildOutcome.Refused(
            "another relay publishes to topics %s too, and its events would be deleted with them; where it is one of the past, delete the topics with kafka-topics.sh and run this again"
                .formatted(String.join(" and ", TopicSetup.eventTopics())));
      }
      if (cursor.isPresent()) {
        onLane(() -> {
          link.forgetCursor();
          return true;
        });
      }
      if (deleteTopics && !tail.shared()) {
        onLane(() -> {
          link.replaceEventTopics();
          return true;
        });
      }
      end(link);
      return fromTheBeginning(identity);
    }

    /** Why the cursor says that these topics are those of another log. */
    private Optional<String> foreign(Optional<CursorRecord> cursor, LogIdentity identity) {
      return cursor
          .filter(each -> !each.log().logId().equals(identity.logId()))
          .map(each ->
              "the topics belong to another event log: that of their cursor is %s, that of the database %s; connect the database or the Kafka that belongs to the other"
                  .formatted(each.log().logId(), identity.logId()));
    }

    /** Into topics that hold events already: only what was interrupted before. */
    private RebuildOutcome goOn(
        KafkaLink link, LogIdentity identity, Optional<CursorRecord> cursor, TopicEnds tail) {
      if (cursor.isPresent() && isWholeSoFar(link, identity, cursor.get(), tail)) {
        Publishing publishing = publishing(link, identity, cursor);
        EventBatch next = publishing.next();
        if (!next.isEmpty()) {
          return publishAll(publishing, next);
        }
      }
      return new RebuildOutcome.Refused(
          "topics %s are not empty; to delete them with all that is in them and publish the event log again, run ./sprintcap rebuild-topic --delete-topics"
              .formatted(String.join(" and ", TopicSetup.eventTopics())));
    }

    /** Whether the topics are what a publication from the beginning has left in its middle. */
    private boolean isWholeSoFar(
        KafkaLink link, LogIdentity identity, CursorRecord cursor, TopicEnds tail) {
      List<PublishedEvent> last = cursor.lastPublished(log);
      return cursor.isFirstBacklog()
          && inspection
              .cursor(cursor.log(), cursor.cursor(), cursor.lastBatch(), identity)
              .or(() -> inspection.tail(tail.events(), tail.shared(), Optional.of(cursor.cursor())))
              .isEmpty()
          && onLane(() -> link.findLost(last, tail)).isEmpty();
    }

    private RebuildOutcome fromTheBeginning(LogIdentity identity) {
      KafkaLink link = new KafkaLink(settings, probe);
      try {
        if (onLane(link::prepare) instanceof Readiness.Unfit(String reason)) {
          throw new RelayException(reason, null);
        }
        takeOver(link);
        if (onLane(link::readCursor).isPresent()) {
          throw new RelayException(
              "somebody has published meanwhile: there is a cursor again; run this again", null);
        }
        Publishing publishing = publishing(link, identity, Optional.empty());
        return publishAll(publishing, publishing.next());
      } finally {
        end(link);
      }
    }

    /** Up to the end of the log as it is now; what is written meanwhile is left to the relay. */
    private RebuildOutcome publishAll(Publishing publishing, EventBatch first) {
      long lastPosition = log.lastPosition();
      EventBatch batch = first;
      progress.accept(RebuildProgress.at(publishing.publishedEvents(), 0, lastPosition));
      while (!batch.isEmpty()) {
        publishing.publish(batch);
        progress.accept(
            RebuildProgress.at(
                publishing.publishedEvents(), batch.events().getLast().position(), lastPosition));
        if (!publishing.hasBacklog()) {
          break;
        }
        batch = publishing.next();
      }
      return new RebuildOutcome.Rebuilt(
          publishing.publishedEvents(), TopicSetup.eventTopics().size());
    }

    private Publishing publishing(
        KafkaLink link, LogIdentity identity, Optional<CursorRecord> start) {
      return new Publishing(
          new RelayPorts(log, () -> link, lane, System::nanoTime),
          link,
          settings.name(),
          identity,
          settings.pace().limits(),
          start);
    }

    private void takeOver(KafkaLink link) {
      onLane(() -> {
        link.takeOver();
        return true;
      });
    }

    private <T> T onLane(Callable<T> task) {
      return lane.await(lane.submit(task), log::ping);
    }

    private void end(KafkaLink link) {
      link.abort();
      lane.later(link::closeReaders);
    }
  }
}
