package dev.sprintcapacity.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.benchmarks.measure.Rounds;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.WriteOutcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * B1: sprints created through the API of a service in its own process, relay running, against the
 * service's own SQL over JDBC by as many clients.
 */
public final class ApiWrites {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final int CREATED = 201;
  private static final int POOL = 10;
  private static final List<String> JVM =
      List.of("-Xmx512m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

  private final Servers servers;
  private final SampleSprints samples;

  public ApiWrites(Servers servers, SampleSprints samples) {
    this.servers = servers;
    this.samples = samples;
  }

  /** Measures in alternation and returns the lines of the report. */
  public List<String> run(int rounds, Duration time) {
    int port = FreePort.any();
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("SPRINTCAP_HTTP_PORT", Integer.toString(port));
    URI uri = URI.create("http://127.0.0.1:" + port + "/v1/sprints");
    List<String> report = new ArrayList<>();
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
        HikariDataSource pool = servers.pool(POOL)) {
      service.start();
      Ready.await(client, port, START_LIMIT, service::printed);
      SprintStore store = new SprintStore(pool);
      for (int clients : new int[] {1, 16, 64}) {
        report.add(compare(rounds, time, clients, () -> post(client, uri), () -> insert(store)));
      }
    }
    return report;
  }

  private String compare(int rounds, Duration time, int clients, Runnable api, Runnable sql) {
    Rounds throughApi = new Rounds();
    Rounds throughJdbc = new Rounds();
    String apiLatency = "";
    String jdbcLatency = "";
    for (int round = 0; round <= rounds; round++) {
      ClosedLoop.Outcome one = ClosedLoop.run(clients, time, api);
      ClosedLoop.Outcome other = ClosedLoop.run(clients, time, sql);
      System.err.printf(
          "api: %d clients, round %d of %d (0 warms up): API %,.0f/s, JDBC %,.0f/s%n",
          clients, round, rounds, one.perSecond(), other.perSecond());
      if (round > 0) {
        throughApi.add(one.perSecond());
        throughJdbc.add(other.perSecond());
        apiLatency = one.latencies().summary();
        jdbcLatency = other.latencies().summary();
      }
    }
    return "| creates/s, %d clients | %,.0f (%s); %s | the service's SQL over JDBC | %,.0f (%s); %s | %.2f |"
        .formatted(
            clients,
            throughApi.median(),
            throughApi.spread(),
            apiLatency,
            throughJdbc.median(),
            throughJdbc.spread(),
            jdbcLatency,
            throughApi.median() / throughJdbc.median());
  }

  private void post(HttpClient client, URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(samples.body()))
            .build();
    HttpResponse<String> response = Ready.send(client, request, BodyHandlers.ofString());
    if (response.statusCode() != CREATED) {
      throw new IllegalStateException("status " + response.statusCode() + ": " + response.body());
    }
  }

  private void insert(SprintStore store) {
    PlannedSprint sprint = samples.next();
    switch (store.insert(sprint, samples.eventsOf(sprint))) {
      case WriteOutcome.Written _ -> {}
      case WriteOutcome.NumberTaken taken -> throw new IllegalStateException(taken.toString());
    }
  }
}
