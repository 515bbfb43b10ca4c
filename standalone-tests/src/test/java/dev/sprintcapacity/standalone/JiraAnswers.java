package dev.sprintcapacity.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A Jira with an empty board, which makes any sprint and remembers what was asked of it. */
final class JiraAnswers implements AutoCloseable {

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final HttpServer server;
  private final List<String> made = new CopyOnWriteArrayList<>();

  JiraAnswers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rest/agile/1.0/", this::answer);
    server.start();
  }

  /** The variables with which the consumer finds it. */
  Map<String, String> environment() {
    return Map.of(
        "JIRA_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
        "JIRA_BOARD_ID", "7",
        "JIRA_TOKEN", "of-the-test",
        "JIRA_ALLOW_PRIVATE_ADDRESS", "true");
  }

  /** Bodies of requests that made a sprint. */
  Stream<String> made() {
    return made.stream();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean makes = exchange.getRequestMethod().equals("POST");
    String answer = "{\"maxResults\":50,\"startAt\":0,\"isLast\":true,\"values\":[]}";
    if (makes) {
      made.add(body);
      answer = "{\"id\":4711,\"state\":\"future\"," + body.substring(1);
    }
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(makes ? CREATED : OK, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
