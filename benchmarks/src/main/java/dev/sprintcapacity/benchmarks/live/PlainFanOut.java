package dev.sprintcapacity.benchmarks.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The raw baseline: one thread writes the same bytes to one plain socket after the other. No HTTP,
 * no queue, no care for slow clients.
 */
final class PlainFanOut implements AutoCloseable {

  private static final int BACKLOG = 4096;
  private static final int SHORT_LENGTH = 125;
  private static final byte TEXT = (byte) 0x81;
  private static final byte TWO_BYTES = 126;

  private final ServerSocketChannel server;
  private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

  PlainFanOut() {
    try {
      server =
          ServerSocketChannel.open()
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  /** Accepts clients until it is closed. */
  void start() {
    Thread.ofPlatform().daemon().name("plain-accept").start(this::accept);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  int clients() {
    return clients.size();
  }

  /** Writes a message to all, framed as ours are. */
  void send(byte[] text) {
    ByteBuffer frame = ByteBuffer.allocate(text.length + 4).put(TEXT);
    if (text.length > SHORT_LENGTH) {
      frame.put(TWO_BYTES).putShort((short) text.length);
    } else {
      frame.put((byte) text.length);
    }
    frame.put(text).flip();
    try {
      for (SocketChannel client : clients) {
        ByteBuffer copy = frame.duplicate();
        while (copy.hasRemaining()) {
          client.write(copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a listener is gone", e);
    }
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        clients.add(server.accept());
      }
    } catch (IOException _) {
      // closed: nobody else comes
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close", e);
    }
  }
}
