package dev.sprintcapacity.service.live.socket;

import dev.sprintcapacity.consumers.dashboard.Channel;
import dev.sprintcapacity.consumers.dashboard.Channels;
import dev.sprintcapacity.consumers.dashboard.EndReason;
import dev.sprintcapacity.consumers.dashboard.Subscriber;
import dev.sprintcapacity.service.http.json.JsonBytes;
import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * One client of the channels over WebSocket. What it sends is small and rare; what it is sent waits
 * in its bounded queue for a thread of its own, so that a slow client holds up nobody.
 */
final class LiveSocket implements WebSocketHandler {

  private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);

  /** Commands have at most a sprint's id in them. */
  private static final int MOST_MESSAGE_CHARS = 1024;

  /** A client that is told five times what to send will not learn it. */
  private static final int MOST_BAD_MESSAGES = 5;

  /** Three pings without an answer. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** A message that cannot be sent for so long never will. */
  private static final Duration SEND_LIMIT = Duration.ofSeconds(10);

  private final Sockets sockets;
  private final Channels channels;
  private final Set<Channel> first;
  private final Subscriber subscriber = new Subscriber();
  private final AtomicInteger badMessages = new AtomicInteger();

  LiveSocket(Sockets sockets, Channels channels, Set<Channel> first) {
    this.sockets = sockets;
    this.channels = channels;
    this.first = Set.copyOf(first);
  }

  Subscriber subscriber() {
    return subscriber;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    session.setTextMessageSizeLimit(MOST_MESSAGE_CHARS);
    session.setBinaryMessageSizeLimit(MOST_MESSAGE_CHARS);
    Session tomcat =
        session instanceof NativeWebSocketSession wrapper
            ? wrapper.getNativeSession(Session.class)
            : null;
    if (tomcat != null) {
      Map<String, Object> properties = tomcat.getUserProperties();
      properties.put("org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS", SILENCE.toMillis());
      properties.put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_LIMIT.toMillis());
    }
    sockets.opened(this, session);
    first.forEach(this::subscribe);
  }

  @Override
  public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
    switch (message) {
      case PongMessage _ -> {
        // that it came is enough
      }
      case TextMessage text -> obey(SocketCommand.parse(text.getPayload()));
      default -> obey(new SocketCommand.Unknown(SocketCommand.EXPECTED + " as text"));
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.debug("The connection of a live client failed: {}", failure.toString());
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    sockets.closed(this, EndReason.LEFT);
  }

  @Override
  public boolean supportsPartialMessages() {
    return false;
  }

  private void obey(SocketCommand command) {
    switch (command) {
      case SocketCommand.Subscribe(Channel channel) -> subscribe(channel);
      case SocketCommand.Unsubscribe(Channel channel) -> {
        channels.unsubscribe(subscriber, channel);
        answer("unsubscribed", "channel", channel.name());
      }
      case SocketCommand.Unknown(String reason) -> bad(reason);
    }
  }

  private void subscribe(Channel channel) {
    if (channels.subscribe(subscriber, channel)) {
      answer("subscribed", "channel", channel.name());
    } else {
      bad(
          "a client may have %d channels: unsubscribe from one first, or subscribe to \"all\""
              .formatted(Subscriber.MOST_CHANNELS));
    }
  }

  private void bad(String reason) {
    if (badMessages.incrementAndGet() < MOST_BAD_MESSAGES) {
      answer("error", "message", reason);
    } else {
      sockets.closed(this, EndReason.REFUSED);
    }
  }

  /** Behind what waits already, so that it says from where on a channel is heard. */
  private void answer(String type, String field, String value) {
    byte[] json =
        JsonBytes.of(out -> {
          out.writeStartObject();
          out.writeStringProperty("type", type);
          out.writeName("data");
          out.writeStartObject();
          out.writeStringProperty(field, value);
          out.writeEndObject();
          out.writeEndObject();
        });
    subscriber.queue().offer(new String(json, StandardCharsets.UTF_8));
  }
}
