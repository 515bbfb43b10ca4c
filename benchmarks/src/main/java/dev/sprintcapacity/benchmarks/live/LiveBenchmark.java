package dev.sprintcapacity.benchmarks.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.benchmarks.load.Ready;
import dev.sprintcapacity.benchmarks.measure.Host;
import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Clients by WebSocket on one instance in its own process: from the request that changes something
 * to each client, through the database, the relay, Kafka and the channels; beside the same bytes
 * written to as many plain sockets. Sender, listeners, servers and baseline share the machine.
 */
public final class LiveBenchmark {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CREATED = 201;
  private static final int EXIT_USAGE = 2;
  private static final int MOST_CLIENTS = 7_500;
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final List<String> JVM =
      List.of("-Xmx512m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");
  private static final String HANDSHAKE =
      """
      GET /ws?channel=all HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");

  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * How much.
   *
   * @param clients connected at once
   * @param perSecond events; the default is what two cores deliver to 2,000 clients without queues
   * @param time of a round
   * @param rounds measured in alternation, after one that warms up
   */
  public record Extent(int clients, int perSecond, Duration time, int rounds) {
    static final Extent DEFAULT = new Extent(2_000, 5, Duration.ofSeconds(10), 3);
  }

  /** The number of clients and the events per second, or nothing. */
  public static void main(String[] arguments) {
    try {
      Extent usual = Extent.DEFAULT;
      Extent extent =
          new Extent(
              arguments.length > 0 ? Integer.parseInt(arguments[0]) : usual.clients(),
              arguments.length > 1 ? Integer.parseInt(arguments[1]) : usual.perSecond(),
              usual.time(),
              usual.rounds());
      if (arguments.length > 2
          || extent.clients() < 1
          || extent.clients() > MOST_CLIENTS
          || extent.perSecond() < 1) {
        throw new NumberFormatException("out of range");
      }
      new LiveBenchmark().run(extent).forEach(System.out::println);
    } catch (NumberFormatException e) {
      System.err.printf("Usage: bench live [clients, 1..%d [events per second]]%n", MOST_CLIENTS);
      System.exit(EXIT_USAGE);
    }
  }

  /** Measures and returns the lines of the report. */
  public List<String> run(Extent extent) {
    List<String> report = new ArrayList<>();
    report.add(Host.describe());
    report.add("");
    try (Servers servers = Servers.start()) {
      int port = FreePort.any();
      Map<String, String> environment = new HashMap<>(servers.environment());
      environment.put("SPRINTCAP_HTTP_PORT", Integer.toString(port));
      environment.put("SPRINTCAP_LIVE_CLIENTS", Integer.toString(MOST_CLIENTS));
      JavaCommand command =
          new JavaCommand(
              "service",
              "dev.sprintcapacity.service.ServiceApplication",
              JVM,
              List.of(),
              environment,
              servers.folder());
      try (JavaProcess service = new JavaProcess(command);
          HttpClient client = HttpClient.newHttpClient();
          PlainFanOut plain = new PlainFanOut()) {
        service.start();
        Ready.await(client, port, LIMIT, service::printed);
        plain.start();
        awaitPublication(client, port, service);
        long before = resident(service);
        try (Listeners ours = Listeners.connect(extent.clients(), port, HANDSHAKE);
            Listeners theirs = Listeners.connect(extent.clients(), plain.port(), "")) {
          Await.until(
              "all are connected",
              LIMIT,
              () -> plain.clients() == extent.clients(),
              () -> plain.clients() + " plain clients");
          long connected = resident(service);
          report.addAll(
              compare(
                  extent,
                  ours,
                  theirs,
                  number -> post(client, port, number),
                  number -> plain.send(message(number))));
          report.add(
              "%,d clients connected: service %,d MiB resident before, %,d MiB with all of them, %,d MiB at the end"
                  .formatted(extent.clients(), before, connected, resident(service)));
        }
      }
    }
    report.add("load average at the end: " + Host.load());
    return report;
  }

  /** Until what is published arrives, so that nothing measured is about a beginning. */
  private void awaitPublication(HttpClient client, int port, JavaProcess service) {
    try (Listeners first = Listeners.connect(1, port, HANDSHAKE)) {
      Await.until(
          "the first message arrives",
          LIMIT,
          () -> {
            String number = nextNumber();
            first.expect(number);
            post(client, port, number);
            Await.pause(SETTLE);
            return first.received() > 0;
          },
          service::printed);
    }
  }

  private List<String> compare(
      Extent extent,
      Listeners ours,
      Listeners theirs,
      Consumer<String> product,
      Consumer<String> raw) {
    for (int round = 0; round <= extent.rounds(); round++) {
      if (round == 1) {
        // what was measured so far warmed up
        ours.latencies().clear();
        theirs.latencies().clear();
      }
      round(extent, ours, product);
      round(extent, theirs, raw);
      System.err.printf(
          "live: round %d of %d (0 warms up): service %s, plain sockets %s%n",
          round, extent.rounds(), ours.latencies().summary(), theirs.latencies().summary());
    }
    return List.of(
        "| what | ours | raw baseline | its figure | ours / baseline |",
        "|---|---|---|---|---|",
        "| request to each of %,d clients, %d/s | %s; %d dropped | plain sockets | %s | p50 %.2f, p99 %.2f |"
            .formatted(
                extent.clients(),
                extent.perSecond(),
                ours.latencies().summary(),
                ours.gone(),
                theirs.latencies().summary(),
                ratio(ours.latencies(), theirs.latencies(), 50),
                ratio(ours.latencies(), theirs.latencies(), 99)));
  }

  private void round(Extent extent, Listeners listeners, Consumer<String> send) {
    long begun = System.nanoTime();
    long before = listeners.received();
    long count = extent.perSecond() * extent.time().toSeconds();
    for (int i = 0; i < count; i++) {
      long at = begun + i * (NANOS_PER_SECOND / extent.perSecond());
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      String number = nextNumber();
      listeners.expect(number);
      send.accept(number);
    }
    long expected = before + count * extent.clients();
    Await.until(
        "all messages arrive",
        LIMIT,
        () -> listeners.received() >= expected,
        () ->
            "%d of %d, %d clients gone"
                .formatted(listeners.received(), expected, listeners.gone()));
  }

  private String nextNumber() {
    return "b" + numbers.incrementAndGet();
  }

  /** As the service writes it, so that both send the same bytes. */
  private static byte[] message(String number) {
    return """
    {"type":"sprint_created","data":{"sprint_id":"sprint-0192d3f1-0000-7000-8000-000000000000","sprint_name":"Sprint 25-%s","sprint_number":"25-%s","team_members_count":0,"start_date":"2025-11-27","end_date":"2025-12-10","sprint_duration":10,"confidence_percentage":100.0}}\
    """
        .formatted(number, number)
        .getBytes(UTF_8);
  }

  private static void post(HttpClient client, int port, String number) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/sprints"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(sprint(number)))
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != CREATED) {
        throw new IllegalStateException("status " + status + " for sprint 25-" + number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private static long resident(JavaProcess service) {
    return Host.residentMebibytes(service.pid()).orElse(0L);
  }

  private static double ratio(LatencySamples one, LatencySamples other, double percent) {
    return (double) one.percentile(percent).toNanos() / other.percentile(percent).toNanos();
  }

  private static String sprint(String number) {
    return "{\"sprintNumber\":\"25-%s\",\"startDate\":\"2025-11-27\",\"endDate\":\"2025-12-10\"}"
        .formatted(number);
  }
}
