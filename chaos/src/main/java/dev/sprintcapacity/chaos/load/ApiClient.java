package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sends writes to the instances of the service, as a careful client does: what was not sent is sent
 * to another instance, what may have been done is sent again only under its key. Keeps connections
 * alive. Thread-safe.
 */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** The service itself answers 503 after 3 s without a database; a frozen one never does. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  /** Longer than any fault from which another instance, or a restart, recovers. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();
  private final Routes routes;
  private final Answers answers;

  ApiClient(List<URI> instances, Answers answers) {
    this.routes = new Routes(instances);
    this.answers = answers;
  }

  /** The last reply to the request; the earlier ones left open what became of it. */
  Reply deliver(Request request, RandomGenerator random) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean open = false;
    while (true) {
      Reply reply = attempt(request, routes.choose(random));
      boolean again =
          switch (reply) {
            case Reply.Unsent _ -> true;
            case Reply.Unanswered _ -> request.idempotencyKey() != null;
            case Reply.Answered answered -> answered.unable() && request.idempotencyKey() != null;
          };
      if (!again) {
        return reply;
      }
      open |= !(reply instanceof Reply.Unsent);
      if (System.nanoTime() - end > 0) {
        return open ? new Reply.Unanswered("patience ended after " + reply) : reply;
      }
      Await.pause(BETWEEN_ATTEMPTS);
    }
  }

  private Reply attempt(Request request, int instance) {
    long begin = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(http(request, instance), BodyHandlers.ofString());
      answers.add(response.statusCode(), System.nanoTime() - begin);
      return new Reply.Answered(response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      routes.failed(instance);
      return new Reply.Unsent(String.valueOf(e));
    } catch (IOException e) {
      routes.failed(instance);
      return new Reply.Unanswered(String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while a request was on its way", e);
    }
  }

  private HttpRequest http(Request request, int instance) {
    String body = request.body();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(routes.base(instance).resolve(request.path()))
            .timeout(ANSWER_LIMIT)
            .method(
                request.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    if (request.idempotencyKey() != null) {
      builder.header("Idempotency-Key", request.idempotencyKey());
    }
    return builder.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
