package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.relay.checks.LogInspection;
import dev.sprintcapacity.service.relay.lines.PublicationLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay's work, a step at a time: get a session, lead, connect to Kafka, publish. Whatever
 * fails, the parts it was done with are dropped and the next step begins with new ones; how far
 * publication has come is then read from Kafka again, never remembered. Used by one thread.
 */
final class RelayLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

  /** After this many failures in a row another instance may have better luck with Kafka. */
  private static final int FAILURES_BEFORE_GIVING_WAY = 6;

  private final RelaySettings settings;
  private final RelayPace pace;
  private final KafkaLane lane;
  private final RelayProbe probe;
  private final RelayMetrics metrics;
  private final PublicationLog publicationLog;
  private final Consumer<RelayStatus> status;
  private final LogSession session;
  private final Rehearsal rehearsal;

  private boolean leads;
  private @Nullable Publishing publishing;
  private List<String> alarmed = List.of();
  private String refusedFor = "";
  private int failuresInARow;
  private RelayStatus told = new RelayStatus.Disabled();

  RelayLoop(
      RelaySettings settings,
      KafkaLane lane,
      RelayProbe probe,
      RelayMetrics metrics,
      PublicationLog publicationLog,
      Consumer<RelayStatus> status) {
    this.settings = settings;
    this.pace = settings.pace();
    this.lane = lane;
    this.probe = probe;
    this.metrics = metrics;
    this.publicationLog = publicationLog;
    this.status = status;
    this.session = new LogSession(settings.database());
    this.rehearsal = new Rehearsal(settings, lane, probe);
  }

  /**
   * Does the next step.
   *
   * @return how long to wait before the one after it, if nothing happens meanwhile
   */
  Duration runOnce() {
    try {
      if (!leads && !lead()) {
        failuresInARow = 0;
        tell(new RelayStatus.StandBy());
        rehearsal.runOnce();
        return pace.standBy();
      }
      Publishing current = publishing;
      if (current == null) {
        return connect();
      }
      Duration pause = publishNext(current);
      failuresInARow = 0;
      return pause;
    } catch (EventPublisher.FencedException e) {
      return standDown(e);
    } catch (BrokenEventLogException | UnreadableCursorException e) {
      return refuse(String.valueOf(e.getMessage()));
    } catch (PostgresException e) {
      drop();
      return fail(e);
    } catch (ServiceException e) {
      dropKafka();
      return fail(e);
    } catch (RuntimeException e) {
      LOG.error("Relay {} failed in a way that should not be; it starts anew", settings.name(), e);
      drop();
      return fail(e);
    }
  }

  /** Ends what is held; the leadership is free after this. */
  void close() {
    drop();
    tell(new RelayStatus.Disabled());
  }

  private boolean lead() {
    if (!session.isOpen()) {
      session.open();
      probe.reached(RelayStep.SESSION_OPENED);
    }
    leads = session.tryLead(settings.name());
    if (leads) {
      if (told instanceof RelayStatus.Refused) {
        LOG.debug("Relay {} looks again", settings.name());
      } else {
        LOG.info("Relay {} leads now", settings.name());
        tell(new RelayStatus.Connecting("connecting to Kafka"));
      }
      probe.reached(RelayStep.LEADERSHIP_TAKEN);
    }
    return leads;
  }

  private Duration connect() {
    KafkaLink link = new KafkaLink(settings, probe);
    boolean connected = false;
    try {
      session.ping();
      Readiness cluster = await(lane.submit(link::prepare));
      if (cluster instanceof Readiness.Unfit(String reason)) {
        return refuse(reason);
      }
      LogInspection inspection = new LogInspection(settings.database(), session);
      Optional<String> refusal = inspection.guards();
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      LogIdentity identity = session.log().identity();
      // first look, then take over: a relay on the wrong database must not disturb the right one;
      // and no longer than a glance, as only taking over ends what a killed predecessor left open
      refusal = check(await(lane.submit(link::glanceAtCursor)), identity, inspection);
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      probe.reached(RelayStep.CURSOR_CHECKED);
      await(lane.submit(() -> takeOver(link)));
      Optional<CursorRecord> cursor = await(lane.submit(link::readCursor));
      refusal = check(cursor, identity, inspection);
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      probe.reached(RelayStep.CURSOR_READ);
      TopicTail.Tail tail = await(lane.submit(link::readTail));
      refusal =
          inspection
              .tail(tail.events(), tail.shared(), cursor.map(CursorRecord::cursor))
              .or(() -> lost(link, tail, cursor, inspection));
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      lane.later(link::closeReaders);
      Publishing ready = new Publishing(session, lane, link, identity, pace.limits(), cursor);
      if (cursor.isPresent()) {
        ready.remember();
      }
      publishing = ready;
      connected = true;
      refusedFor = "";
      metrics.tookOver();
      publicationLog.started();
      alarm(inspection.alarms());
      tell(new RelayStatus.Active(inspection.alarms()));
      return Duration.ZERO;
    } finally {
      if (!connected) {
        end(link);
      }
    }
  }

  private static boolean takeOver(KafkaLink link) {
    link.takeOver();
    return true;
  }

  /** Why this log must not be published behind this cursor; nothing where it may. */
  private static Optional<String> check(
      Optional<CursorRecord> cursor, LogIdentity identity, LogInspection inspection) {
    return cursor
        .flatMap(it -> inspection.cursor(it.log(), it.cursor(), it.lastBatch(), identity))
        .or(() -> inspection.system(identity, cursor.map(CursorRecord::log)));
  }

  /** Why Kafka is not what was published to; nothing where it is. */
  private Optional<String> lost(
      KafkaLink link,
      TopicTail.Tail tail,
      Optional<CursorRecord> cursor,
      LogInspection inspection) {
    if (cursor.isEmpty()) {
      return inspection.earlierPublication(link.clusterId(), settings.name());
    }
    List<PublishedEvent> last = cursor.get().lastPublished(session.comparison());
    return await(lane.submit(() -> link.findLost(last, tail))).map(LogInspection::lost);
  }

  private Duration publishNext(Publishing current) {
    boolean hadBacklog = current.hasBacklog();
    EventBatch batch = current.next();
    if (batch.isEmpty()) {
      metrics.nothingWaits();
      publicationLog.quiet();
      return hadBacklog ? Duration.ZERO : pace.poll();
    }
    metrics.waiting(batch.events().getFirst().occurredAt());
    probe.reached(RelayStep.BATCH_READ);
    long begin = System.nanoTime();
    current.publish(batch);
    metrics.published(batch.events(), Duration.ofNanos(System.nanoTime() - begin));
    publicationLog.published(batch.events());
    return Duration.ZERO;
  }

  /** Waits for the lane and meanwhile tells the database that this process is alive. */
  private <T> T await(Future<T> answer) {
    return KafkaLane.await(answer, session::ping);
  }

  private Duration standDown(EventPublisher.FencedException e) {
    LOG.warn("Relay {} stands down: {}", settings.name(), e.getMessage());
    metrics.failed();
    drop();
    tell(new RelayStatus.StandBy());
    return pace.standBy().multipliedBy(2);
  }

  /** Says why, once, and gives way until the next look: whoever mends it may need to lead. */
  private Duration refuse(String reason) {
    if (!reason.equals(refusedFor)) {
      LOG.error("Relay {} refuses to publish: {}", settings.name(), reason);
    }
    refusedFor = reason;
    drop();
    tell(new RelayStatus.Refused(reason));
    return pace.recheck();
  }

  /** Says each alarm once, however often the relay connects. */
  private void alarm(List<String> alarms) {
    alarms.stream()
        .filter(alarm -> !alarmed.contains(alarm))
        .forEach(alarm -> LOG.error("Relay {} publishes, but {}", settings.name(), alarm));
    alarmed = alarms;
  }

  private Duration fail(RuntimeException e) {
    metrics.failed();
    failuresInARow++;
    String reason = String.valueOf(e.getMessage());
    RelayStatus connecting = new RelayStatus.Connecting(reason);
    if (connecting.equals(told)) {
      LOG.debug("Relay {} still cannot publish", settings.name(), e);
    } else {
      LOG.warn(
          "Relay {} cannot publish, events stay in the event log until it can: {}",
          settings.name(),
          reason);
      LOG.debug("The failure in full", e);
    }
    tell(connecting);
    if (failuresInARow % FAILURES_BEFORE_GIVING_WAY == 0) {
      drop();
    }
    long doubled = pace.firstBackOff().toMillis() << Math.min(failuresInARow - 1, Integer.SIZE / 2);
    return Duration.ofMillis(Math.min(doubled, pace.lastBackOff().toMillis()));
  }

  private void drop() {
    dropKafka();
    leads = false;
    session.close();
  }

  private void dropKafka() {
    Publishing dropped = publishing;
    publishing = null;
    if (dropped != null) {
      end(dropped.link());
    }
  }

  private void end(KafkaLink link) {
    link.abort();
    lane.later(link::closeReaders);
  }

  private void tell(RelayStatus now) {
    told = now;
    status.accept(now);
  }
}
