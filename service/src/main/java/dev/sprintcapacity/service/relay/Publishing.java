package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Copies the log to Kafka, batch by batch, over one connection with each: everything that holds
 * only as long as that with Kafka does. While a batch is on its way, the next one is read. Used by
 * the thread that holds the session.
 */
final class Publishing {

  private final LogSession session;
  private final KafkaLane lane;
  private final KafkaLink link;
  private final LogIdentity identity;
  private final ReadLimits limits;
  private LogCursor cursor;
  private long publishedEvents;
  private boolean remembered;
  private @Nullable EventBatch prefetched;

  /**
   * Goes on where a cursor stands.
   *
   * @param start the newest cursor; none where nothing was published
   */
  Publishing(
      LogSession session,
      KafkaLane lane,
      KafkaLink link,
      LogIdentity identity,
      ReadLimits limits,
      Optional<CursorRecord> start) {
    this.session = session;
    this.lane = lane;
    this.link = link;
    this.identity = identity;
    this.limits = limits;
    this.cursor = start.map(CursorRecord::cursor).orElseGet(LogCursor::start);
    this.publishedEvents = start.map(CursorRecord::publishedEvents).orElse(0L);
  }

  KafkaLink link() {
    return link;
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
    EventBatch batch = prefetched;
    prefetched = null;
    if (batch == null) {
      batch = session.log().read(cursor, limits);
    }
    if (batch.isEmpty()) {
      cursor = batch.next();
    }
    return batch;
  }

  /**
   * Publishes a batch: when this returns, it is committed.
   *
   * @throws RelayException where Kafka fails
   * @throws dev.sprintcapacity.postgres.PostgresException where the database fails
   */
  void publish(EventBatch batch) {
    long total = publishedEvents + batch.events().size();
    CursorRecord record = new CursorRecord(identity, batch.next(), batch.mark(), total);
    Future<Boolean> inFlight =
        lane.submit(() -> {
          link.publish(batch.events(), record);
          return true;
        });
    if (batch.hasMore()) {
      prefetched = session.log().read(batch.next(), limits);
    }
    KafkaLane.await(inFlight, session::ping);
    cursor = batch.next();
    publishedEvents = total;
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
      session.publications().remember(link.clusterId(), link.relayName());
      remembered = true;
    }
  }
}
