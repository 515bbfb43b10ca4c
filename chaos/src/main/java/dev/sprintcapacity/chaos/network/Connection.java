package dev.sprintcapacity.chaos.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client and its server, with the proxy between them. Thread-safe. */
record Connection(Socket client, Socket server) {

  /** Passes bytes on in both directions; returns when both have ended. */
  void run(Weather weather, Tap.Watcher watcher) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread answers =
        Thread.ofVirtual().start(() -> pass(new Pump(server, client, weather, watcher::answer)));
    pass(new Pump(client, server, weather, watcher::request));
    try {
      answers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void pass(Pump pump) {
    try {
      pump.run();
    } catch (IOException _) {
      // one of the two has reset it, or we have: then both shall know
      reset();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  /** Ends it as a peer does that knows of no such connection. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        if (!socket.isClosed()) {
          socket.setSoLinger(true, 0);
          socket.close();
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException("cannot close a socket", e);
        }
      }
    }
  }
}
