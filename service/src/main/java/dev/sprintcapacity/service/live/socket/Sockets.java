package dev.sprintcapacity.service.live.socket;

import dev.sprintcapacity.consumers.dashboard.Channel;
import dev.sprintcapacity.consumers.dashboard.Channels;
import dev.sprintcapacity.consumers.dashboard.EndReason;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.live.LiveClients;
import dev.sprintcapacity.service.live.Silence;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;

/**
 * All clients that are connected to the channels by WebSocket, each with a virtual thread that
 * sends what waits for it. Thread-safe.
 */
public final class Sockets implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sockets.class);

  /** How often a silent client is asked whether it is there. */
  private static final Duration PING = Duration.ofSeconds(20);

  private static final Duration END_WAIT = Duration.ofSeconds(2);

  private final Channels channels;
  private final LiveClients clients;
  private final LongAdder sent = new LongAdder();
  private final LongAdder stuck = new LongAdder();
  private final Map<LiveSocket, Thread> writers = new ConcurrentHashMap<>();

  /**
   * No clients yet.
   *
   * @param channels they listen to
   * @param clients counts them
   */
  public Sockets(Channels channels, LiveClients clients) {
    this.channels = channels;
    this.clients = clients;
  }

  /** The handler of one new client that listens to these channels from the beginning. */
  public WebSocketHandler handler(Set<Channel> first) {
    return new LiveSocket(this, channels, first);
  }

  /** Messages sent so far, once for each client. */
  public long sent() {
    return sent.sum();
  }

  /** Clients dropped so far because they did not keep up. */
  public long dropped() {
    return channels.dropped() + stuck.sum();
  }

  /** Tells all clients to come again, and waits a moment until they are told. */
  @Override
  public void close() {
    Map<LiveSocket, Thread> all = Map.copyOf(writers);
    all.keySet().forEach(socket -> closed(socket, EndReason.STOPPING));
    long end = System.nanoTime() + END_WAIT.toNanos();
    try {
      for (Thread writer : all.values()) {
        long left = end - System.nanoTime();
        if (left <= 0 || !writer.join(Duration.ofNanos(left))) {
          writer.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void opened(LiveSocket socket, WebSocketSession session) {
    writers.put(
        socket,
        Thread.ofVirtual()
            .name("live-socket-" + session.getId())
            .unstarted(() -> serve(socket, session)));
    Thread writer = writers.get(socket);
    if (writer != null) {
      writer.start();
    }
  }

  void closed(LiveSocket socket, EndReason reason) {
    channels.leave(socket.subscriber());
    socket.subscriber().queue().end(reason);
  }

  private void serve(LiveSocket socket, WebSocketSession session) {
    CloseStatus status;
    try (LiveClients.Place _ = clients.enter(LiveClients.Kind.WEBSOCKET)) {
      write(socket, session);
      status = status(socket.subscriber().queue().ended().orElse(EndReason.LEFT));
    } catch (ProblemException full) {
      status = CloseStatus.SERVICE_OVERLOAD.withReason("too many clients");
    } catch (IOException | IllegalStateException e) {
      log.debug("A live client left: {}", e.toString());
      if (Silence.isCauseOf(e) && socket.subscriber().queue().end(EndReason.SLOW)) {
        stuck.increment();
      }
      status = CloseStatus.SESSION_NOT_RELIABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = CloseStatus.GOING_AWAY;
    } finally {
      closed(socket, EndReason.LEFT);
      writers.remove(socket);
    }
    close(session, status);
  }

  private void write(LiveSocket socket, WebSocketSession session)
      throws IOException, InterruptedException {
    long nextPing = System.nanoTime() + PING.toNanos();
    while (socket.subscriber().queue().ended().isEmpty()) {
      Duration untilPing = Duration.ofNanos(Math.max(0, nextPing - System.nanoTime()));
      String text = socket.subscriber().queue().take(untilPing);
      if (text != null) {
        session.sendMessage(new TextMessage(text));
        sent.increment();
      }
      if (System.nanoTime() >= nextPing) {
        session.sendMessage(new PingMessage());
        nextPing = System.nanoTime() + PING.toNanos();
      }
    }
  }

  private static CloseStatus status(EndReason reason) {
    return switch (reason) {
      case SLOW -> CloseStatus.SERVICE_OVERLOAD.withReason("too slow for what it subscribed to");
      case REFUSED -> CloseStatus.POLICY_VIOLATION.withReason("too many messages that say nothing");
      case STOPPING, ANOTHER_LOG -> CloseStatus.GOING_AWAY.withReason("connect again");
      case LEFT -> CloseStatus.NORMAL;
    };
  }

  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException | IllegalStateException e) {
      log.debug("A live client was gone before it was told: {}", e.toString());
    }
  }
}
