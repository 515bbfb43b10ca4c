package dev.sprintcapacity.cli.kafka;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.events.EventFormatException;
import dev.sprintcapacity.events.KafkaEnvironment;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, and what the environment says of the client.
 *
 * @param client settings of the Kafka client, as the environment gives them
 * @param servers where Kafka is
 */
public record KafkaLocation(Map<String, Object> client, BootstrapServers servers) {
  /** Name of the option that overrides the environment. */
  public static final String OPTION = "--bootstrap-servers";

  /** Copies the settings. */
  public KafkaLocation {
    client = Map.copyOf(client);
  }

  /**
   * Reads the environment.
   *
   * @param env the environment
   * @param option value of {@value #OPTION}, or null where it is not given
   * @param refused makes the failure for an option that cannot be understood
   * @throws CliException where the environment cannot be understood
   */
  public static KafkaLocation of(
      Map<String, String> env,
      @Nullable String option,
      Function<String, ? extends RuntimeException> refused) {
    Map<String, Object> client = clientProperties(env);
    if (option == null) {
      String text = String.valueOf(client.get("bootstrap.servers"));
      return new KafkaLocation(
          client,
          BootstrapServers.parse(text)
              .orElseThrow(() ->
                  new CliException(
                      "KAFKA_BOOTSTRAP_SERVERS: " + BootstrapServers.problemOf(text))));
    }
    return new KafkaLocation(
        client,
        BootstrapServers.parse(option)
            .orElseThrow(() -> refused.apply(BootstrapServers.problemOf(option))));
  }

  private static Map<String, Object> clientProperties(Map<String, String> env) {
    try {
      return KafkaEnvironment.clientProperties(env);
    } catch (EventFormatException e) {
      throw new CliException("the environment is not clear: " + e.getMessage(), e);
    }
  }
}
