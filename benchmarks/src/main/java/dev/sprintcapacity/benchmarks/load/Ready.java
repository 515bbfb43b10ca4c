package dev.sprintcapacity.benchmarks.load;

import dev.sprintcapacity.chaos.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** Requests to a service of a benchmark. */
public final class Ready {

  private static final int OK = 200;

  private Ready() {}

  /** Returns when the service on the port is ready, with the time it took. */
  public static Duration await(
      HttpClient client, int port, Duration limit, Supplier<String> output) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
    return Await.until(
        "the service answers",
        limit,
        () -> isOk(client, HttpRequest.newBuilder(uri).build()),
        output);
  }

  static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, BodyHandler<T> bodyHandler) {
    try {
      return client.send(request, bodyHandler);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private static boolean isOk(HttpClient client, HttpRequest request) {
    try {
      return send(client, request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }
}
