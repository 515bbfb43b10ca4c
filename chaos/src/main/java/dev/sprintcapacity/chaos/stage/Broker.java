package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.embedded.EmbeddedKafkaMain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Kafka broker, in a process of its own. Thread-safe. */
public final class Broker implements AutoCloseable {
  /** A start needs some seconds of processor time, which others want too. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final int port = FreePort.any();
  private final Child child;

  Broker(Path folder, List<String> jvmOptions) {
    this(folder, jvmOptions, Map.of());
  }

  /**
   * A broker that is not started.
   *
   * @param folder of its data and its output
   * @param jvmOptions of its JVM
   * @param settings of the broker by their Kafka names, which win over those of the embedded one
   */
  public Broker(Path folder, List<String> jvmOptions, Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve("kafka").toString());
    arguments.add(Integer.toString(port));
    settings.forEach((key, value) -> arguments.add(key + "=" + value));
    this.child =
        new Child(
            new JavaCommand(
                "broker",
                EmbeddedKafkaMain.class.getName(),
                jvmOptions,
                arguments,
                Map.of(),
                folder));
  }

  /**
   * Settings that have all clients, and the broker itself, come through another port.
   *
   * @param port of the loopback interface, which leads to the broker's
   */
  static Map<String, String> advertising(int port) {
    return Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  /** Its process. */
  public Child child() {
    return child;
  }

  /** Where clients connect, now and after every restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts it, and returns at once. */
  public void start() {
    child.start();
  }

  /** Whether it runs and serves clients. */
  public boolean isReady() {
    return child.runs() && child.printed().contains("ready " + port);
  }

  /** Returns when it serves clients. */
  public void awaitReady() {
    Await.until("the broker is ready", READY_LIMIT, this::isReady, child::printed);
  }

  /**
   * Kills it; it is started again soon.
   *
   * @return when it was certainly gone
   */
  public Instant kill() {
    return child.kill();
  }

  /** Lets it end in peace; it stays away until {@link #start}. */
  public void stop() {
    child.stop(STOP_LIMIT);
  }

  @Override
  public void close() {
    child.close();
  }
}
