package dev.sprintcapacity.service.testing;

import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.wiring.ServiceStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running service with a database of its own, spoken to over HTTP. Every answer is held against
 * the description of the API, and every event that a write stored against its schema.
 */
public final class TestApi implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String JSON = "application/json";

  private static final class Shared {
    static final TestApi API = start(Map.of());
  }

  private final RunningService service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Optional<StoredEvents> events;
  private final String databaseUrl;

  private TestApi(RunningService service, String databaseUrl) {
    this.service = service;
    this.databaseUrl = databaseUrl;
    this.events =
        TestPostgres.holds(databaseUrl)
            ? Optional.of(new StoredEvents(databaseUrl.substring(databaseUrl.lastIndexOf('/') + 1)))
            : Optional.empty();
  }

  /** The service that tests share as long as they do not look at lists or stop it. */
  public static TestApi shared() {
    return Shared.API;
  }

  /** A service of one's own, without Kafka unless the settings say so. */
  public static TestApi start(Map<String, String> settings) {
    return start(settings, Clock.systemUTC());
  }

  /** The same with another clock. */
  public static TestApi start(Map<String, String> settings, Clock clock) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", TestPostgres.newDatabaseUrl());
    environment.put("SPRINTCAP_HTTP_PORT", "0");
    environment.put("SPRINTCAP_KAFKA_ENABLED", "false");
    environment.putAll(settings);
    return new TestApi(
        ServiceStart.start(environment, System.nanoTime(), clock, running -> {}),
        environment.getOrDefault("DATABASE_URL", ""));
  }

  /** The service itself. */
  public RunningService service() {
    return service;
  }

  /** The port of the service. */
  public int port() {
    return service.port();
  }

  /** The database behind the service. */
  public String databaseUrl() {
    return databaseUrl;
  }

  /** The events that were stored. */
  public StoredEvents events() {
    return events.orElseThrow();
  }

  /** A sprint number that no other test uses. */
  public static String newNumber() {
    return "25-t" + NUMBERS.incrementAndGet();
  }

  /** Reads. */
  public TestResponse get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** Sends a JSON document. */
  public TestResponse post(String path, String body, String... headers) {
    return send("POST", path, body, withJson(headers));
  }

  /** Sends a JSON document. */
  public TestResponse put(String path, String body, String... headers) {
    return send("PUT", path, body, withJson(headers));
  }

  /** Sends a merge patch. */
  public TestResponse patch(String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/merge-patch+json";
    return send("PATCH", path, body, all);
  }

  /** Removes. */
  public TestResponse delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** Sends any request and checks what comes back. */
  public TestResponse send(String method, String path, @Nullable String body, String... headers) {
    return sendBytes(
        method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Sends any request and checks what comes back. */
  public TestResponse sendBytes(
      String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    TestResponse response = exchanged(request.build());
    OpenApiDocument.assertDescribes(method, path, response);
    if (!method.equals("GET")) {
      events.ifPresent(StoredEvents::checkNew);
    }
    return response;
  }

  private TestResponse exchanged(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new TestResponse(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }

  private static String[] withJson(String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = JSON;
    return all;
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
