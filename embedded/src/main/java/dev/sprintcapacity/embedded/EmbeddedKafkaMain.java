package dev.sprintcapacity.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * {@link EmbeddedKafka} as a process of its own, for tests that kill a broker: {@code <data folder>
 * <port> [--node=<place in a cluster>] [<setting>=<value> …]}. Prints {@code ready <port>} on
 * standard output and runs until SIGTERM.
 */
public final class EmbeddedKafkaMain {
  /** What comes before the {@link ClusterNode#word} of a broker that is not alone. */
  public static final String NODE = "--node=";

  private EmbeddedKafkaMain() {}

  /**
   * Runs the broker until the process is asked to end.
   *
   * @param arguments data folder, port (0 = any free one), place in a cluster where it has one,
   *     settings of the broker by their Kafka names
   * @throws InterruptedException never in practice: nothing interrupts the main thread
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length < 2 || !arguments[1].matches("\\d{1,5}")) {
      throw new EmbeddedServerException(
          "Usage: EmbeddedKafkaMain <data folder> <port> [--node=<word>] [<setting>=<value> ...]");
    }
    ClusterNode node = null;
    Map<String, String> settings = new HashMap<>();
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      if (argument.startsWith(NODE)) {
        node = ClusterNode.parse(argument.substring(NODE.length()));
        continue;
      }
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new EmbeddedServerException("A setting is name=value, but this is not: " + argument);
      }
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    EmbeddedKafka kafka =
        new EmbeddedKafka(Path.of(arguments[0]), Integer.parseInt(arguments[1]), node, settings);
    kafka.start();
    KafkaExit.allow();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-shutdown"));
    System.out.println("ready " + kafka.port());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
