package dev.sprintcapacity.benchmarks.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many connections that listen, read by one thread: frames of WebSocket as a server sends them,
 * from our service or from a plain socket. Of each message that names an expected number, the time
 * since it was sent is taken.
 */
final class Listeners implements AutoCloseable {

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int SHORT_LENGTH = 125;
  private static final int TWO_BYTES = 126;
  private static final int LENGTH_MASK = 0x7f;
  private static final int OPCODE_MASK = 0x0f;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** Without a body, masked with zeros, as a client has to. */
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

  /** What stands before the number in a message. */
  static final String MARK = "\"sprint_number\":\"25-";

  private static final byte[] MARK_BYTES = MARK.getBytes(US_ASCII);

  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Map<String, Long> sentAtNanos = new ConcurrentHashMap<>();
  private final LatencySamples latencies = new LatencySamples();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong gone = new AtomicLong();
  private volatile boolean closing;

  private Listeners(Selector selector) {
    this.selector = selector;
  }

  /** Connects so many, each with the bytes it says first, and waits for an answer to those. */
  static Listeners connect(int count, int port, String greeting) {
    try {
      Listeners listeners = new Listeners(Selector.open());
      for (int i = 0; i < count; i++) {
        listeners.connectOne(port, greeting);
      }
      Thread.ofPlatform().daemon().name("listeners").start(listeners::read);
      return listeners;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect %d clients".formatted(count), e);
    }
  }

  private void connectOne(int port, String greeting) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channels.add(channel);
    if (!greeting.isEmpty()) {
      channel.write(ByteBuffer.wrap(greeting.getBytes(US_ASCII)));
      awaitEndOfHeaders(channel);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(BUFFER_BYTES));
  }

  /** Byte by byte, so that nothing behind the headers is taken. */
  private static void awaitEndOfHeaders(SocketChannel channel) throws IOException {
    StringBuilder headers = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (headers.indexOf("\r\n\r\n") < 0) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("refused: " + headers);
      }
      headers.append((char) one.get(0));
    }
    if (!headers.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("refused: " + headers);
    }
  }

  /** The message with this number is about to be sent. */
  void expect(String number) {
    sentAtNanos.put(number, System.nanoTime());
  }

  /** Messages that named an expected number so far, over all connections. */
  long received() {
    return received.get();
  }

  /** Connections that the other side ended. */
  long gone() {
    return gone.get();
  }

  /** The times so far. */
  LatencySamples latencies() {
    return latencies;
  }

  private void read() {
    try {
      while (!closing) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          read(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot wait for messages", e);
    }
  }

  private void read(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer buffer = (ByteBuffer) key.attachment();
    try {
      while (channel.read(buffer) > 0) {
        frames(channel, buffer.flip());
        buffer.compact();
      }
      if (!channel.isOpen() || channel.read(buffer) < 0) {
        end(key);
      }
    } catch (IOException e) {
      end(key);
    }
  }

  private void end(SelectionKey key) {
    key.cancel();
    if (!closing) {
      gone.incrementAndGet();
    }
  }

  /** Takes all whole frames; the rest of one stays. */
  private void frames(SocketChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.remaining() >= 2) {
      int start = buffer.position();
      int length = buffer.get(start + 1) & LENGTH_MASK;
      int header = 2;
      if (length == TWO_BYTES) {
        if (buffer.remaining() < 4) {
          return;
        }
        length = buffer.getShort(start + 2) & 0xffff;
        header = 4;
      } else if (length > SHORT_LENGTH) {
        throw new IOException("a frame is larger than any message");
      }
      if (buffer.remaining() < header + length) {
        return;
      }
      int opcode = buffer.get(start) & OPCODE_MASK;
      if (opcode == CLOSE) {
        throw new IOException("the connection was closed");
      }
      if (opcode == PING) {
        channel.write(ByteBuffer.wrap(PONG));
      }
      int from = buffer.arrayOffset() + start + header;
      message(buffer.array(), from, from + length);
      buffer.position(start + header + length);
    }
  }

  private void message(byte[] bytes, int from, int to) {
    for (int i = from; i <= to - MARK_BYTES.length; i++) {
      if (bytes[i] == MARK_BYTES[0] && isMark(bytes, i)) {
        int start = i + MARK_BYTES.length;
        int end = start;
        while (bytes[end] != '"') {
          end++;
        }
        Long sent = sentAtNanos.get(new String(bytes, start, end - start, US_ASCII));
        if (sent != null) {
          latencies.add(System.nanoTime() - sent);
          received.incrementAndGet();
        }
        return;
      }
    }
  }

  private static boolean isMark(byte[] bytes, int at) {
    for (int i = 0; i < MARK_BYTES.length; i++) {
      if (bytes[at + i] != MARK_BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    for (SocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException _) {
        // the other side was faster
      }
    }
  }
}
