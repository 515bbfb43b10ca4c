package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.CursorRecord;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.Lane;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Copies the log to Kafka, batch by batch, over one connection with each: everything that holds
 * only as long as that with Kafka does. While a batch is on its way, the next one is read. Used by
 * the thread that holds the session.
 */
final class Publishing {

  private final LogConnection log;
  private final Lane lane;
  private final KafkaConnection kafka;
  private final String relayName;
  private final LogIdentity identity;
  private final ReadLimits limits;
  private LogCursor cursor;
  private long publishedEvents;
  private long highestPosition;
  private boolean remembered;
  private boolean resumed;
  private @Nullable EventBatch prefetched;

  /**
   * Goes on where a cursor stands.
   *
   * @param ports the session that leads, and the lane
   * @param kafka a connection that has taken over
   * @param relayName whose cursor it is
   * @param identity the log that the session reads
   * @param limits the most to publish in one transaction
   * @param start the newest cursor; none where nothing was published
   */
  Publishing(
      RelayPorts ports,
      KafkaConnection kafka,
      String relayName,
      LogIdentity identity,
      ReadLimits limits,
      Optional<CursorRecord> start) {
    this.log = ports.log();
    this.lane = ports.lane();
    this.kafka = kafka;
    this.relayName = relayName;
    this.identity = identity;
    this.limits = limits;
    this.cursor = start.map(CursorRecord::cursor).orElseGet(LogCursor::start);
    this.publishedEvents = start.map(CursorRecord::publishedEvents).orElse(0L);
    this.highestPosition = start.map(CursorRecord::highestPosition).orElse(0L);
  }

  KafkaConnection kafka() {
    return kafka;
  }

  /** Whether a backlog is being worked through. */
  boolean hasBacklog() {
    return cursor instanceof LogCursor.Draining;
  }

  /** Number of events published since the first. */
  long publishedEvents() {
    return publishedEvents;
  }

  /**
   * What is to be published next; where it is empty, the cursor is beyond it when this returns.
   *
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  EventBatch next() {
    if (!resumed) {
      EventBatch first = log.resume(cursor, limits);
      resumed = true;
      if (!first.isEmpty()) {
        return first;
      }
      cursor = first.next();
    }
    EventBatch batch = prefetched;
    prefetched = null;
    if (batch == null) {
      batch = log.read(cursor, limits);
    }
    if (batch.isEmpty()) {
      cursor = batch.next();
    }
    return batch;
  }

  /**
   * Publishes a batch: when this returns, it is committed.
   *
   * @throws dev.sprintcapacity.service.relay.ports.RelayException where Kafka fails
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  void publish(EventBatch batch) {
    long total = publishedEvents + batch.events().size();
    long highest = Math.max(highestPosition, batch.mark().lastPosition());
    CursorRecord record = new CursorRecord(identity, batch.next(), batch.mark(), total, highest);
    Future<Boolean> inFlight =
        lane.submit(() -> {
          kafka.publish(batch.events(), record);
          return true;
        });
    if (batch.hasMore()) {
      prefetched = log.read(batch.next(), limits);
    }
    lane.await(inFlight, log::ping);
    cursor = batch.next();
    publishedEvents = total;
    highestPosition = highest;
    remember();
  }

  /**
   * Remembers in the database that the log is published here; once.
   *
   * <p>Not before the first transaction is committed: killed between the two, a relay that had
   * published nothing would take the empty topics for lost ones.
   */
  void remember() {
    if (!remembered) {
      log.remember(kafka.clusterId(), relayName);
      remembered = true;
    }
  }
}
