package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.embedded.ClusterNode;
import dev.sprintcapacity.embedded.EmbeddedKafkaMain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka broker, alone or one of a cluster, in a process of its own. Thread-safe. */
public final class Broker implements AutoCloseable {
  /** A start needs some seconds of processor time, which others want too. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final int port = FreePort.any();
  private final String name;
  private final Child child;

  /**
   * A broker that is alone, not started.
   *
   * @param folder of its data and its output
   * @param jvmOptions of its JVM
   * @param settings of the broker by their Kafka names, which win over those of the embedded one
   */
  public Broker(Path folder, List<String> jvmOptions, Map<String, String> settings) {
    this("broker", folder, folder.resolve("kafka"), jvmOptions, words(settings));
  }

  private Broker(
      String name, Path folder, Path data, List<String> jvmOptions, List<String> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add(data.toString());
    arguments.add(Integer.toString(port));
    arguments.addAll(settings);
    this.name = name;
    this.child =
        new Child(
            new JavaCommand(
                name, EmbeddedKafkaMain.class.getName(), jvmOptions, arguments, Map.of(), folder));
  }

  /**
   * A broker that is alone, not started.
   *
   * @param entrances the port through which all clients, and the broker itself, come, or none
   */
  static Broker alone(Path folder, List<Integer> entrances) {
    return new Broker(folder, JavaCommand.SMALL_JVM, advertising(entrances, 0));
  }

  /**
   * One of a cluster, not started.
   *
   * @param entrances the ports through which everybody comes, one for each node, or none
   */
  static Broker of(ClusterNode node, Path folder, List<Integer> entrances) {
    List<String> settings = new ArrayList<>(words(advertising(entrances, node.id() - 1)));
    settings.add(EmbeddedKafkaMain.NODE + node.word());
    return new Broker(
        "broker-" + node.id(),
        folder,
        folder.resolve("kafka-" + node.id()),
        JavaCommand.SMALL_JVM,
        settings);
  }

  private static Map<String, String> advertising(List<Integer> entrances, int index) {
    return entrances.isEmpty()
        ? Map.of()
        : Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + entrances.get(index));
  }

  private static List<String> words(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  /** Its name, as in the names of its output files. */
  public String name() {
    return name;
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
    Await.until(name + " is ready", READY_LIMIT, this::isReady, child::printed);
  }

  /**
   * Kills it; it is started again soon.
   *
   * @return when it was certainly gone
   */
  public Instant kill() {
    return child.kill();
  }

  /**
   * Kills it; it stays away until {@link #start}.
   *
   * @return when it was certainly gone
   */
  public Instant killForNow() {
    return child.killForNow();
  }

  /** Stops it in the middle of whatever it does, without its knowing. */
  public void freeze() {
    child.freeze();
  }

  /** Lets it go on. */
  public void thaw() {
    child.thaw();
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
