package dev.sprintcapacity.benchmarks.startup;

import dev.sprintcapacity.benchmarks.load.Ready;
import dev.sprintcapacity.benchmarks.measure.Folder;
import dev.sprintcapacity.benchmarks.measure.Host;
import dev.sprintcapacity.benchmarks.measure.Rounds;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Time from the start of a process to its first ready answer, and its memory then. */
public final class StartUp {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final double MILLIS = 1000;

  private final Servers servers;

  public StartUp(Servers servers) {
    this.servers = servers;
  }

  /** Starts each form several times and returns the lines of the report. */
  public List<String> run(int rounds) {
    Rounds cold = new Rounds();
    Rounds warm = new Rounds();
    Rounds service = new Rounds();
    Rounds memory = new Rounds();
    Rounds serviceMemory = new Rounds();
    for (int round = 1; round <= rounds; round++) {
      Path data = servers.folder().resolve("start-" + round);
      Map<String, String> everything =
          Map.of(
              "SPRINTCAP_DATA", data.toString(),
              "SPRINTCAP_KAFKA_PORT", Integer.toString(FreePort.any()));
      String up = "dev.sprintcapacity.standalone.StandaloneApplication";
      start("up-cold", up, everything, "-Xmx1g", cold, memory);
      start("up-warm", up, everything, "-Xmx1g", warm, new Rounds());
      Folder.delete(data);
      start(
          "serve",
          "dev.sprintcapacity.service.ServiceApplication",
          servers.environment(),
          "-Xmx512m",
          service,
          serviceMemory);
      System.err.printf("startup: round %d of %d%n", round, rounds);
    }
    return List.of(
        row("up, no data yet", cold, memory),
        row("up, data there", warm, memory),
        row("serve, servers running", service, serviceMemory));
  }

  private static String row(String what, Rounds seconds, Rounds memory) {
    return "| %s | ready in %.1f s | resident %,.0f MiB (JVM) |"
        .formatted(what, seconds.median(), memory.median());
  }

  private void start(
      String name,
      String main,
      Map<String, String> environment,
      String heap,
      Rounds seconds,
      Rounds memory) {
    int port = FreePort.any();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("SPRINTCAP_HTTP_PORT", Integer.toString(port));
    JavaCommand command =
        new JavaCommand(
            name,
            main,
            List.of(heap, "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED"),
            List.of(),
            variables,
            servers.folder());
    try (JavaProcess process = new JavaProcess(command);
        HttpClient client = HttpClient.newHttpClient()) {
      process.start();
      seconds.add(Ready.await(client, port, LIMIT, process::printed).toMillis() / MILLIS);
      memory.add(Host.residentMebibytes(process.pid()).orElse(0L));
      process.stop(STOP);
    }
  }
}
