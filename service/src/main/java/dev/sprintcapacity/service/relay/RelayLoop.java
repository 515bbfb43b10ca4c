package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.relay.checks.LogInspection;
import dev.sprintcapacity.service.relay.lines.PublicationLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** While waiting for Kafka the session speaks this often; its limit is 3 s. */
  private static final long HEARTBEAT_MILLIS = 500;

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
  private int failuresInARow;
  private RelayStatus told = new RelayStatus.Disabled();

  /** Everything that holds only as long as one connection with Kafka does. */
  private static final class Publishing {
    private final KafkaLink link;
    private final LogIdentity identity;
    private LogCursor cursor;
    private long publishedEvents;
    private @Nullable EventBatch prefetched;

    Publishing(KafkaLink link, LogIdentity identity, Optional<CursorRecord> start) {
      this.link = link;
      this.identity = identity;
      this.cursor = start.map(CursorRecord::cursor).orElseGet(LogCursor::start);
      this.publishedEvents = start.map(CursorRecord::publishedEvents).orElse(0L);
    }
  }

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
      dropKafka();
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
      LOG.info("Relay {} leads now", settings.name());
      tell(new RelayStatus.Connecting("connecting to Kafka"));
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
      refusal = inspection.tail(tail.events(), tail.shared(), cursor.map(CursorRecord::cursor));
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      lane.later(link::closeReaders);
      publishing = new Publishing(link, identity, cursor);
      connected = true;
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
  private Optional<String> check(
      Optional<CursorRecord> cursor, LogIdentity identity, LogInspection inspection) {
    if (cursor.isPresent()
        && CursorCheck.check(cursor.get(), session.log(), identity)
            instanceof Readiness.Unfit(String reason)) {
      return Optional.of(reason);
    }
    return inspection.system(identity, cursor.map(CursorRecord::log));
  }

  private Duration publishNext(Publishing current) {
    EventBatch batch = current.prefetched;
    current.prefetched = null;
    if (batch == null) {
      batch = session.log().read(current.cursor, pace.limits());
    }
    if (batch.isEmpty()) {
      boolean endOfBacklog = current.cursor instanceof LogCursor.Draining;
      current.cursor = batch.next();
      metrics.nothingWaits();
      publicationLog.quiet();
      return endOfBacklog ? Duration.ZERO : pace.poll();
    }
    metrics.waiting(batch.events().getFirst().occurredAt());
    probe.reached(RelayStep.BATCH_READ);
    publish(current, batch);
    return Duration.ZERO;
  }

  private void publish(Publishing current, EventBatch batch) {
    long total = current.publishedEvents + batch.events().size();
    CursorRecord record = new CursorRecord(current.identity, batch.next(), batch.mark(), total);
    long begin = System.nanoTime();
    Future<Boolean> inFlight =
        lane.submit(() -> {
          current.link.publish(batch.events(), record);
          return true;
        });
    if (batch.hasMore()) {
      current.prefetched = session.log().read(batch.next(), pace.limits());
    }
    await(inFlight);
    current.cursor = batch.next();
    current.publishedEvents = total;
    metrics.published(batch.events(), Duration.ofNanos(System.nanoTime() - begin));
    publicationLog.published(batch.events());
  }

  /** Waits for the lane and meanwhile tells the database that this process is alive. */
  private <T> T await(Future<T> answer) {
    while (true) {
      try {
        return answer.get(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        session.ping();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ServiceException failure) {
          throw failure;
        }
        throw new RelayException("unexpected failure: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RelayException("the relay is being closed", e);
      }
    }
  }

  private Duration standDown(EventPublisher.FencedException e) {
    LOG.warn("Relay {} stands down: {}", settings.name(), e.getMessage());
    metrics.failed();
    drop();
    tell(new RelayStatus.StandBy());
    return pace.standBy().multipliedBy(2);
  }

  private Duration refuse(String reason) {
    RelayStatus refused = new RelayStatus.Refused(reason);
    if (!refused.equals(told)) {
      LOG.error("Relay {} refuses to publish: {}", settings.name(), reason);
    }
    tell(refused);
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
      end(dropped.link);
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
