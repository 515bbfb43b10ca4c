package dev.sprintcapacity.service.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the channels. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private volatile int closeCode;
  private volatile String closeReason = "";
  private @Nullable WebSocket socket;

  /** Connects; the query with its question mark, or nothing. */
  static SocketClient connect(int port, String query) {
    SocketClient client = new SocketClient();
    client.socket =
        client
            .http
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:%d/ws%s".formatted(port, query)), client)
            .join();
    return client;
  }

  /** The HTTP status of a handshake that is refused; 101 where it is not. */
  static int statusOf(int port, String query) {
    try (SocketClient _ = connect(port, query)) {
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  SocketClient send(String text) {
    socket().sendText(text, true).join();
    return this;
  }

  SocketClient sendBytes(byte[] bytes) {
    socket().sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  List<String> messages() {
    return messages;
  }

  /** 0 while it is open. */
  int closeCode() {
    return closeCode;
  }

  String closeReason() {
    return closeReason;
  }

  private WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode = code;
    closeReason = reason;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    socket().abort();
    http.shutdownNow();
  }
}
