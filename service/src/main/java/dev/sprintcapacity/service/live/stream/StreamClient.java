package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.consumers.dashboard.ClientQueue;

/** One client of the stream: what it wants, and what waits for it. */
final class StreamClient {

  /**
   * Events that wait for a client at most: several pages of the tail, so that a client which keeps
   * up survives a burst. They are shared by all clients.
   */
  static final int MOST_WAITING = 4_000;

  private final StreamFilter filter;
  private final ClientQueue<StreamFrame> queue;

  StreamClient(StreamFilter filter, int mostWaiting) {
    this.filter = filter;
    this.queue = new ClientQueue<>(mostWaiting);
  }

  boolean wants(StreamFrame frame) {
    return filter.wants(frame);
  }

  ClientQueue<StreamFrame> queue() {
    return queue;
  }
}
