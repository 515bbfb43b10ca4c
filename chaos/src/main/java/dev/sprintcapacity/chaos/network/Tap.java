package dev.sprintcapacity.chaos.network;

import java.io.IOException;

/**
 * Sees what the connections of a proxy carry. Open: who disturbs them knows what to look for.
 * Thread-safe.
 */
@FunctionalInterface
public interface Tap {
  /** Sees nothing. */
  Tap NONE = () -> Watcher.BLIND;

  /** A connection begins; returns who sees its bytes. */
  Watcher connected();

  /**
   * Sees one connection. What it throws resets the connection, and the bytes it was shown are not
   * passed on. Each method is called by one thread at a time.
   */
  interface Watcher {
    /** Sees nothing. */
    Watcher BLIND =
        new Watcher() {
          @Override
          public void request(byte[] bytes, int length) {}

          @Override
          public void answer(byte[] bytes, int length) {}
        };

    /** The client has sent these bytes, and the server gets them next. */
    void request(byte[] bytes, int length) throws IOException;

    /** The server has sent these bytes, and the client gets them next. */
    void answer(byte[] bytes, int length) throws IOException;
  }
}
