package dev.sprintcapacity.cli.kafka;

import dev.sprintcapacity.cli.CliException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Says in a sentence what Kafka refused, for failures that waiting does not cure. */
public final class KafkaProblems {
  private KafkaProblems() {}

  /** What to tell the person at the terminal. */
  public static CliException explain(KafkaException problem, String servers) {
    String what =
        switch (problem) {
          case TopicAuthorizationException refused ->
              "Kafka at %s does not let this user read %s"
                  .formatted(servers, String.join(", ", refused.unauthorizedTopics()));
          case AuthorizationException _ -> "Kafka at %s does not allow this".formatted(servers);
          case AuthenticationException _ ->
              "Kafka at %s does not accept who we say we are".formatted(servers);
          case ConfigException _ -> "the settings of the Kafka client are not valid";
          default -> "reading from Kafka at %s failed".formatted(servers);
        };
    return new CliException(what + ": " + reasonOf(problem), problem);
  }

  /** The innermost message: Kafka wraps what went wrong in what it was doing. */
  private static String reasonOf(Throwable problem) {
    Throwable innermost = problem;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null
        ? innermost.getClass().getSimpleName()
        : innermost.getMessage();
  }
}
