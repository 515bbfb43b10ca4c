package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.KnownPublication;
import dev.sprintcapacity.postgres.eventlog.LogCondition;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import java.util.List;
import java.util.Optional;

/**
 * The relay's one session with the database of the event log. As long as the session lives it holds
 * what leadership it took; the server ends one that is silent for {@link
 * dev.sprintcapacity.postgres.eventlog.LogSession#IDLE_LIMIT}. Used by one thread at a time.
 *
 * <p>Every method but {@link #isOpen} and {@link #close} throws {@link
 * dev.sprintcapacity.postgres.eventlog.EventLogUnavailableException} where the session is closed,
 * has ended or does not answer in time. Then nothing is known of what was asked: the leadership may
 * have been taken, a publication may have been remembered. The connection is of no use any more but
 * to be closed, which gives back what may have been taken.
 *
 * <p>Open: SQL stands behind it in production, a simulated database in simulations.
 */
public interface LogConnection extends AutoCloseable {

  /** Connects; ends the session there was. */
  void open();

  /** Whether {@link #open} succeeded and {@link #close} was not called since. */
  boolean isOpen();

  /**
   * Tries to become the one session that leads; at most once per session with success.
   *
   * @param name what is led
   * @return whether this session leads now
   */
  boolean tryLead(String name);

  /** Tells the server that this process is alive; fails where the leadership is gone. */
  void ping();

  /** What protects the log, as a session shows it that is opened for this question alone. */
  LogCondition condition();

  /** Which log this is. */
  LogIdentity identity();

  /** The first transaction id that has not ended, nor any above it. */
  long currentXmax();

  /** The highest position of all events that are committed, 0 where there are none. */
  long lastPosition();

  /**
   * What is to be published after a cursor.
   *
   * @throws dev.sprintcapacity.postgres.eventlog.BrokenEventLogException where the events are not
   *     what writers can have written
   */
  EventBatch read(LogCursor cursor, ReadLimits limits);

  /**
   * What is to be published first behind a cursor that another connection has left; none where
   * there is nothing of the kind. The cursor after it is the one to read on from.
   *
   * @throws dev.sprintcapacity.postgres.eventlog.BrokenEventLogException where the events are not
   *     what writers can have written
   */
  EventBatch resume(LogCursor cursor, ReadLimits limits);

  /** Whether the log still holds exactly the events of a batch. */
  boolean holds(PublishedBatch batch);

  /**
   * What the log says of each event of the topics, in the same order.
   *
   * @param events from the topics; the caller bounds their number
   * @param cursor what counts as published
   */
  List<ComparedEvent> compare(List<PublishedEvent> events, LogCursor cursor);

  /**
   * What of the log should be in the topics, newest first and without digests.
   *
   * @param cursor what counts as published
   * @param lastPosition no published event has a higher position
   * @param limit the most to read
   */
  List<PublishedEvent> lastPublished(LogCursor cursor, long lastPosition, int limit);

  /**
   * A publication whose events a relay must find: one under its name, or one to this cluster; the
   * youngest. None where the log is empty.
   */
  Optional<KnownPublication> knownPublication(String clusterId, String relayName);

  /** Remembers a publication; one that is known stays as it is. */
  void remember(String clusterId, String relayName);

  /** Ends the session and its leadership; never throws, may be called again. */
  @Override
  void close();
}
