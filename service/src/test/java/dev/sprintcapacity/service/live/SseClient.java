package dev.sprintcapacity.service.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the stream that keeps what it gets, and the id from which it would go on. */
final class SseClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final HttpResponse<InputStream> response;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile @Nullable String lastId;
  private volatile boolean ended;

  /**
   * One message.
   *
   * @param type of the event
   * @param id to go on from
   * @param data the event's JSON
   */
  record Message(String type, String id, String data) {}

  private SseClient(HttpClient http, HttpResponse<InputStream> response, @Nullable String from) {
    this.http = http;
    this.response = response;
    this.lastId = from;
  }

  /** Connects; a null id begins now. */
  static SseClient connect(int port, String query, @Nullable String lastId, String... headers) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/v1/events/stream%s".formatted(port, query)))
            .timeout(PATIENCE)
            .header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      SseClient client = new SseClient(http, response, lastId);
      if (response.statusCode() == 200) {
        Thread.ofVirtual().start(client::read);
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void read() {
    String type = "";
    StringBuilder data = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          type = line.substring("event: ".length());
        } else if (line.startsWith("id: ")) {
          lastId = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data.append(line.substring("data: ".length()));
        } else if (line.isEmpty() && !data.isEmpty()) {
          messages.add(new Message(type, String.valueOf(lastId), data.toString()));
          data.setLength(0);
        }
      }
    } catch (IOException e) {
      // the connection was closed: what came is what counts
    } finally {
      ended = true;
    }
  }

  int status() {
    return response.statusCode();
  }

  @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** What came, in its order. */
  List<Message> messages() {
    return messages;
  }

  /** The id that a browser would send now. */
  @Nullable String lastId() {
    return lastId;
  }

  /** Whether the server closed the connection. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
