package dev.sprintcapacity.benchmarks.consumer.contender;

import org.apache.kafka.common.header.Headers;

/** What is done with a record. Open: each measurement has its own. */
public interface Handling {

  /** Attempts at a poisoned record before it becomes a dead letter, with every contender. */
  int ATTEMPTS = 3;

  /** Wait between two attempts, in milliseconds: as short as every contender can be told. */
  long RETRY_MILLIS = 1;

  /**
   * Handles a record; called by one thread at a time for one key, if its contender keeps order.
   *
   * @param key index of the key: see {@link SprintKeys}
   * @param offset of the record
   * @param headers of the record
   * @throws PoisonedException where this key's records cannot be handled
   */
  void handle(int key, long offset, Headers headers);

  /** A record that fails at every attempt. */
  final class PoisonedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** A failure of this key. */
    public PoisonedException(int key) {
      super("records of key %d fail on purpose".formatted(key));
    }
  }
}
