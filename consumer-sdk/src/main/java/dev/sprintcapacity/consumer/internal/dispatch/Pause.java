package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.locks.LockSupport;

/**
 * How the leader lets time pass where nothing but time, or a worker, can bring it on. Open: a
 * thread that parks, or the time of a test kit.
 */
@FunctionalInterface
public interface Pause {
  /** Parks the thread; whoever has its permit ends that earlier. */
  Pause PARKED = LockSupport::parkNanos;

  /**
   * Returns after a time, or earlier for any reason.
   *
   * @param waiting who waits, for thread dumps
   * @param nanos how long at most
   */
  void pause(Object waiting, long nanos);
}
