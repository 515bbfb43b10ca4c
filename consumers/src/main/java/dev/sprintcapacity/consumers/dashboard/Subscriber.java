package dev.sprintcapacity.consumers.dashboard;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One client of the channels, with what waits for it. Safe for use by several threads. */
public final class Subscriber {

  /**
   * Messages that wait for a client at most: some seconds of a busy day. They are shared by all, so
   * that a thousand slow clients hold hardly more than one.
   */
  public static final int MOST_WAITING = 256;

  /** Channels of a client at most: more sprints than a page shows are read as {@code all}. */
  public static final int MOST_CHANNELS = 100;

  private final ClientQueue<String> queue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Channel> channels = new HashSet<>();
  private boolean left;

  /** A client that has no channel yet. */
  public Subscriber() {
    this(MOST_WAITING);
  }

  Subscriber(int mostWaiting) {
    this.queue = new ClientQueue<>(mostWaiting);
  }

  /** What waits for it. */
  public ClientQueue<String> queue() {
    return queue;
  }

  /** Notes a channel and lets it be entered; false where there would be too many, or it left. */
  boolean add(Channel channel, Runnable enter) {
    lock.lock();
    try {
      if (left || (channels.size() >= MOST_CHANNELS && !channels.contains(channel))) {
        return false;
      }
      if (channels.add(channel)) {
        enter.run();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void remove(Channel channel, Runnable exit) {
    lock.lock();
    try {
      if (channels.remove(channel)) {
        exit.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All its channels, for the last time: none can be added any more. */
  Set<Channel> leave() {
    lock.lock();
    try {
      left = true;
      Set<Channel> all = Set.copyOf(channels);
      channels.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }
}
