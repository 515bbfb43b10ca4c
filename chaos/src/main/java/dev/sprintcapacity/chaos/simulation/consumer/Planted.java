package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.inbox.TransactionalHandler;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where something can be made wrong on purpose, to see whether it is noticed. Open: each planted
 * fault is one.
 */
interface Planted {
  /** Nothing is wrong. */
  Planted NOTHING = new Planted() {};

  /**
   * What is committed in place of a commit.
   *
   * @param wanted what the consumer commits
   * @param position up to where its client has read
   */
  default OffsetAndMetadata commit(OffsetAndMetadata wanted, long position) {
    return wanted;
  }

  /** Whether brokers refuse commits of members that were expelled. */
  default boolean fences() {
    return true;
  }

  /** Whether a dead letter is written before its write is acknowledged. */
  default boolean writesLetters() {
    return true;
  }

  /** Whether parked keys are read when partitions are assigned. */
  default boolean readsParkedKeys() {
    return true;
  }

  /** What stands between the consumer and its handler. */
  default EventHandler handler(Life life, EventHandler handler) {
    return handler;
  }

  /** What makes effects happen once. */
  default EventHandler once(Life life, TransactionalHandler handler) {
    return new TransactionalInbox().once(life.database(), handler);
  }
}
