package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.relay.checks.LogInspection;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.Lane;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import dev.sprintcapacity.service.relay.ports.Readiness;
import dev.sprintcapacity.service.relay.ports.RelayLines;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
import dev.sprintcapacity.service.relay.ports.RelayProbe;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import dev.sprintcapacity.service.relay.ports.UnreadableCursorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One relay's work, a step at a time: get a session, lead, connect to Kafka, publish. Whatever
 * fails, the parts it was done with are dropped and the next step begins with new ones; how far
 * publication has come is then read from Kafka again, never remembered. Used by one thread.
 */
public final class RelayLoop {

  /** After this many failures in a row another instance may have better luck with Kafka. */
  private static final int FAILURES_BEFORE_GIVING_WAY = 6;

  private final String name;
  private final RelayPace pace;
  private final RelayPorts ports;
  private final LogConnection log;
  private final Lane lane;
  private final RelayProbe probe;
  private final RelayMetrics metrics;
  private final RelayLines lines;
  private final Consumer<RelayStatus> status;
  private final Rehearsal rehearsal;

  private boolean leads;
  private @Nullable Publishing publishing;
  private List<String> alarmed = List.of();
  private String refusedFor = "";
  private int failuresInARow;
  private RelayStatus told = new RelayStatus.Disabled();

  /**
   * A loop that has done nothing yet.
   *
   * @param name names the cursor and the leadership
   * @param pace how often and how much
   * @param ports the world outside
   * @param probe told of every step
   * @param metrics count what was done
   * @param lines told of what people should read
   * @param status told of each state
   */
  public RelayLoop(
      String name,
      RelayPace pace,
      RelayPorts ports,
      RelayProbe probe,
      RelayMetrics metrics,
      RelayLines lines,
      Consumer<RelayStatus> status) {
    this.name = name;
    this.pace = pace;
    this.ports = ports;
    this.log = ports.log();
    this.lane = ports.lane();
    this.probe = probe;
    this.metrics = metrics;
    this.lines = lines;
    this.status = status;
    this.rehearsal = new Rehearsal(name, ports);
  }

  /**
   * Does the next step.
   *
   * @return how long to wait before the one after it, if nothing happens meanwhile
   */
  public Duration runOnce() {
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
    } catch (FencedException e) {
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
      lines.failedUnexpectedly(e);
      drop();
      return fail(e);
    }
  }

  /** Ends what is held; the leadership is free after this. */
  public void close() {
    drop();
    tell(new RelayStatus.Disabled());
  }

  private boolean lead() {
    if (!log.isOpen()) {
      log.open();
      probe.reached(RelayStep.SESSION_OPENED);
    }
    leads = log.tryLead(name);
    if (leads) {
      if (told instanceof RelayStatus.Refused) {
        lines.looksAgain();
      } else {
        lines.leads();
        tell(new RelayStatus.Connecting("connecting to Kafka"));
      }
      probe.reached(RelayStep.LEADERSHIP_TAKEN);
    }
    return leads;
  }

  private Duration connect() {
    KafkaConnection kafka = ports.kafka().get();
    boolean connected = false;
    try {
      log.ping();
      Future<Readiness> prepared = lane.submit(kafka::prepare);
      LogInspection inspection = new LogInspection(log);
      // the database is looked at while Kafka answers
      Optional<String> unguarded = inspection.guards();
      LogIdentity identity = log.identity();
      if (await(prepared) instanceof Readiness.Unfit(String reason)) {
        return refuse(reason);
      }
      if (unguarded.isPresent()) {
        return refuse(unguarded.get());
      }
      // first look, then take over: a relay on the wrong database must not disturb the right one;
      // and no longer than a glance, as only taking over ends what a killed predecessor left open
      Optional<String> refusal =
          check(await(lane.submit(kafka::glanceAtCursor)), identity, inspection);
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      probe.reached(RelayStep.CURSOR_CHECKED);
      await(lane.submit(() -> takeOver(kafka)));
      Optional<CursorRecord> cursor = await(lane.submit(kafka::readCursor));
      refusal = check(cursor, identity, inspection);
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      probe.reached(RelayStep.CURSOR_READ);
      TopicEnds tail = await(lane.submit(kafka::readTail));
      refusal =
          inspection
              .tail(tail.events(), tail.shared(), cursor.map(CursorRecord::cursor))
              .or(() -> lost(kafka, tail, cursor, inspection));
      if (refusal.isPresent()) {
        return refuse(refusal.get());
      }
      lane.later(kafka::closeReaders);
      Publishing ready = new Publishing(ports, kafka, name, identity, pace.limits(), cursor);
      if (cursor.isPresent()) {
        ready.remember();
      }
      publishing = ready;
      connected = true;
      refusedFor = "";
      metrics.tookOver();
      lines.started();
      alarm(inspection.alarms());
      tell(new RelayStatus.Active(inspection.alarms()));
      return Duration.ZERO;
    } finally {
      if (!connected) {
        end(kafka);
      }
    }
  }

  private static boolean takeOver(KafkaConnection kafka) {
    kafka.takeOver();
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
      KafkaConnection kafka,
      TopicEnds tail,
      Optional<CursorRecord> cursor,
      LogInspection inspection) {
    if (cursor.isEmpty()) {
      return inspection.earlierPublication(kafka.clusterId(), name);
    }
    List<PublishedEvent> last = cursor.get().lastPublished(log);
    return await(lane.submit(() -> kafka.findLost(last, tail))).map(LogInspection::lost);
  }

  private Duration publishNext(Publishing current) {
    boolean hadBacklog = current.hasBacklog();
    EventBatch batch = current.next();
    if (batch.isEmpty()) {
      metrics.nothingWaits();
      lines.quiet();
      return hadBacklog ? Duration.ZERO : pace.poll();
    }
    metrics.waiting(batch.events().getFirst().occurredAt());
    probe.reached(RelayStep.BATCH_READ);
    long begin = ports.nanoTime().getAsLong();
    current.publish(batch);
    metrics.published(batch.events(), Duration.ofNanos(ports.nanoTime().getAsLong() - begin));
    lines.published(batch.events());
    return Duration.ZERO;
  }

  /** Waits for the lane and meanwhile tells the database that this process is alive. */
  private <T> T await(Future<T> answer) {
    return lane.await(answer, log::ping);
  }

  private Duration standDown(FencedException e) {
    lines.standsDown(e);
    metrics.failed();
    drop();
    tell(new RelayStatus.StandBy());
    return pace.standBy().multipliedBy(2);
  }

  /** Says why, once, and gives way until the next look: whoever mends it may need to lead. */
  private Duration refuse(String reason) {
    if (!reason.equals(refusedFor)) {
      lines.refuses(reason);
    }
    refusedFor = reason;
    drop();
    tell(new RelayStatus.Refused(reason));
    return pace.recheck();
  }

  /** Says each alarm once, however often the relay connects. */
  private void alarm(List<String> alarms) {
    alarms.stream().filter(alarm -> !alarmed.contains(alarm)).forEach(lines::alarm);
    alarmed = alarms;
  }

  private Duration fail(RuntimeException e) {
    metrics.failed();
    failuresInARow++;
    String reason = String.valueOf(e.getMessage());
    RelayStatus connecting = new RelayStatus.Connecting(reason);
    if (connecting.equals(told)) {
      lines.stillCannotPublish(e);
    } else {
      lines.cannotPublish(e);
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
    log.close();
  }

  private void dropKafka() {
    Publishing dropped = publishing;
    publishing = null;
    if (dropped != null) {
      end(dropped.kafka());
    }
  }

  private void end(KafkaConnection kafka) {
    kafka.abort();
    lane.later(kafka::closeReaders);
  }

  private void tell(RelayStatus now) {
    told = now;
    status.accept(now);
  }
}
