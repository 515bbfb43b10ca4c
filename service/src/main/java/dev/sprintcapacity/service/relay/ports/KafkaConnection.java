package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.util.List;
import java.util.Optional;

/**
 * One connection with Kafka, from the first contact to the first failure; every failure ends it.
 * All methods but {@link #abort} run on the lane.
 *
 * <p>Each of these throws {@link RelayException} where Kafka does not answer in time, refuses, or
 * {@link #abort} was called. Then nothing is known of what was asked: topics may have been created,
 * older producers fenced, a transaction committed, or it is committed only afterwards. Whoever goes
 * on takes a new connection, takes over through it, and reads the cursor: after {@link #takeOver}
 * nothing sent before can change what is committed.
 *
 * <p>Open: Kafka's clients stand behind it in production, a simulated cluster in simulations.
 */
public interface KafkaConnection {

  /** Checks the cluster and creates what topics are missing. */
  Readiness prepare();

  /**
   * A committed cursor, the newest unless a transaction stays open before it; changes nothing.
   *
   * @throws UnreadableCursorException where this version does not understand it
   */
  Optional<CursorRecord> glanceAtCursor();

  /**
   * The newest committed cursor, which waits for transactions that are open before it; changes
   * nothing.
   *
   * @throws UnreadableCursorException where this version does not understand it
   */
  Optional<CursorRecord> readCursor();

  /** The last events in the topics; to be asked after the cursor, which cannot be read again. */
  TopicEnds readTail();

  /**
   * Whether one of the events published last is gone; to be asked after {@link #readTail}.
   *
   * @param published the events published last, newest first
   * @param tail the ends of the topics
   */
  Optional<PublishedEvent> findLost(List<PublishedEvent> published, TopicEnds tail);

  /** The id of the cluster; from any thread, once {@link #prepare} has returned. */
  String clusterId();

  /**
   * Does what comes before a take-over, and nothing that another relay would notice: what is slow
   * for the first time in a process is done then.
   */
  void rehearse();

  /** Takes over: no older producer can publish after this, nor commit what it has begun. */
  void takeOver();

  /**
   * Publishes a batch in one transaction with its cursor: when this returns, it is committed.
   *
   * @throws FencedException where another producer has taken over
   */
  void publish(List<StoredEvent> events, CursorRecord cursor);

  /** From any thread: makes what runs on the lane fail soon. */
  void abort();

  /** Closes what only reading the cursor needed. */
  void closeReaders();
}
