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
import java.util.function.Consumer;

/**
 * Time from the start of a process to its first ready answer, and its memory then; with what the
 * JVM keeps of the build's training run, and without, in turn.
 */
public final class StartUp {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final double MILLIS = 1000;

  private static final String UP = "dev.sprintcapacity.standalone.StandaloneApplication";
  private static final String SERVE = "dev.sprintcapacity.service.ServiceApplication";

  private final Servers servers;

  public StartUp(Servers servers) {
    this.servers = servers;
  }

  /** Starts each form several times and returns the lines of the report, with their headings. */
  public List<String> run(int rounds) {
    Starts cold = new Starts("`up`, no data yet");
    Starts warm = new Starts("`up`, data there, after `kill -9`");
    Starts service = new Starts("`serve`, servers running, after `kill -9`");
    for (int round = 1; round <= rounds; round++) {
      for (boolean trained : List.of(false, true)) {
        Path data = servers.folder().resolve("start");
        Map<String, String> everything =
            Map.of(
                "SPRINTCAP_DATA", data.toString(),
                "SPRINTCAP_KAFKA_PORT", Integer.toString(FreePort.any()));
        start(cold.of(trained), UP, "-Xmx1g", everything, JavaProcess::kill);
        // its PostgreSQL ends with it
        start(warm.of(trained), UP, "-Xmx1g", everything, process -> process.stop(STOP));
        Folder.delete(data);
        start(service.of(trained), SERVE, "-Xmx512m", servers.environment(), JavaProcess::kill);
      }
      System.err.printf("start: round %d of %d%n", round, rounds);
    }
    return List.of(
        "| start | ready in, trained | plain | trained / plain | resident, trained | plain |",
        "|---|---|---|---|---|---|",
        cold.row(),
        warm.row(),
        service.row());
  }

  private void start(
      Way way,
      String main,
      String heap,
      Map<String, String> environment,
      Consumer<JavaProcess> end) {
    int port = FreePort.any();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("SPRINTCAP_HTTP_PORT", Integer.toString(port));
    List<String> options =
        List.of(
            heap,
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:AOTMode=" + way.aotMode);
    JavaCommand command =
        new JavaCommand("start", main, options, List.of(), variables, servers.folder());
    try (JavaProcess process = new JavaProcess(command);
        HttpClient client = HttpClient.newHttpClient()) {
      process.start();
      way.seconds.add(Ready.await(client, port, LIMIT, process::printed).toMillis() / MILLIS);
      way.memory.add(Host.residentMebibytes(process.pid()).orElse(0L));
      end.accept(process);
    }
  }

  /** One form in both ways. */
  private record Starts(String what, Way trained, Way plain) {
    Starts(String what) {
      // on: a JVM that cannot use what it was trained on does not start
      this(what, new Way("on"), new Way("off"));
    }

    Way of(boolean withTraining) {
      return withTraining ? trained : plain;
    }

    String row() {
      double seconds = trained.seconds.median();
      return "| %s | %.1f s | %.1f s | %.2f | %,.0f MiB | %,.0f MiB |"
          .formatted(
              what,
              seconds,
              plain.seconds.median(),
              seconds / plain.seconds.median(),
              trained.memory.median(),
              plain.memory.median());
    }
  }

  private record Way(String aotMode, Rounds seconds, Rounds memory) {
    Way(String aotMode) {
      this(aotMode, new Rounds(), new Rounds());
    }
  }
}
