package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.consumers.dashboard.EndReason;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.live.Silence;
import dev.sprintcapacity.service.publication.CommittedEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log as a stream for any number of clients, read once for all that keep up. Works
 * without Kafka. Thread-safe.
 */
public final class EventStreams implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

  private final LogTail tail;
  private final PastEvents past;
  private final int mostWaiting;
  private final LongAdder sent = new LongAdder();
  private final LongAdder stuck = new LongAdder();

  /** Streams of a log; nothing is connected before the first client. */
  public EventStreams(LogDatabase database) {
    this(database, StreamClient.MOST_WAITING);
  }

  EventStreams(LogDatabase database, int mostWaiting) {
    this.tail = new LogTail(database);
    this.past = new PastEvents(database);
    this.mostWaiting = mostWaiting;
  }

  /** Is told of commits, so that their events are seen at once. */
  public CommittedEvents listener() {
    return tail;
  }

  /** Events sent so far, once for each client. */
  public long sent() {
    return sent.sum();
  }

  /** Clients dropped so far because they did not keep up. */
  public long dropped() {
    return tail.dropped() + stuck.sum();
  }

  /** Ends all streams. */
  @Override
  public void close() {
    tail.close();
    past.close();
  }

  /**
   * Lets a client in. The visit is to be closed.
   *
   * @param filter what it wants
   * @param from where it was; null begins now
   * @throws StreamUnavailableException where the log cannot be read now
   */
  public Visit enter(StreamFilter filter, @Nullable StreamCursor from) {
    return new Visit(tail.enter(), new StreamClient(filter, mostWaiting), from);
  }

  /** One client from when it was let in. */
  public final class Visit implements AutoCloseable {

    private final TailPlace place;
    private final StreamClient client;
    private final @Nullable StreamCursor from;

    private Visit(TailPlace place, StreamClient client, @Nullable StreamCursor from) {
      this.place = place;
      this.client = client;
      this.from = from;
    }

    /**
     * Whether the client can be served from where it was: its cursor is of this very log, which has
     * come as far. It is not after the database was restored or replaced.
     */
    public boolean isOfThisLog() {
      return from == null
          || (from.log().equals(place.log()) && from.cursor().xmax() <= place.cursor().xmax());
    }

    /** Sends until the client leaves or is dropped; returns then. */
    public void send(OutputStream out) {
      try {
        new EventStream(tail, past, client, sent, out).run(from == null ? null : from.cursor());
      } catch (IOException e) {
        log.debug("A client of the event stream left: {}", e.toString());
        if (Silence.isCauseOf(e) && client.queue().end(EndReason.SLOW)) {
          stuck.increment();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (StreamUnavailableException | PostgresException e) {
        log.warn("A client of the event stream has to come again: {}", e.getMessage());
      } finally {
        client.queue().end(EndReason.LEFT);
      }
    }

    @Override
    public void close() {
      tail.leave(client);
    }
  }
}
