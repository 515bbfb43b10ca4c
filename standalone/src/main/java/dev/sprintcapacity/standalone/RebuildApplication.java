package dev.sprintcapacity.standalone;

import dev.sprintcapacity.embedded.EmbeddedServerException;
import dev.sprintcapacity.service.ServiceException;
import dev.sprintcapacity.service.relay.rebuild.ProgressLines;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.settings.SettingsException;
import java.util.List;

/** {@code ./sprintcap rebuild-topic}: publishes the event log again where Kafka has lost it. */
public final class RebuildApplication {

  private static final String DELETE_TOPICS = "--delete-topics";
  private static final int REFUSED = 1;
  private static final int FAILED = 2;

  private static final String USAGE =
      """
      Usage: sprintcap rebuild-topic [--delete-topics]

      Publishes the whole event log again into empty topics: the same records in the same order of
      each sprint, then the relay goes on behind them. For a Kafka that has lost its data.

        --delete-topics  first delete the event topics with all that is in them, where they are not
                         empty, and create them anew
        -h, --help       print this text

      Killed in the middle, run it again: it goes on from where it was. With --delete-topics it
      begins anew. The service may run meanwhile, where its relay refuses to publish.

      Environment:
        DATABASE_URL             postgres://user:password@host:5432/name
        SPRINTCAP_DATA           without it, the data folder of sprintcap up [./data]
        KAFKA_BOOTSTRAP_SERVERS  where Kafka is [localhost:9092]
        KAFKA_…                  any Kafka client key, upper case, dots as underscores
        SPRINTCAP_…              the settings of the service, of its relay and its topics above all

      Exit code: 0 rebuilt, 1 refused and nothing changed, 2 not understood, or failed on the way.
      """;

  private RebuildApplication() {}

  /** Rebuilds and ends the process with its exit code. */
  public static void main(String[] args) {
    // standard output is for the result; read before the first logger is made
    System.setProperty("logback.configurationFile", "logback-command.xml");
    List<String> arguments = List.of(args);
    if (arguments.contains("--help") || arguments.contains("-h")) {
      System.out.print(USAGE);
      System.exit(0);
    }
    arguments.stream()
        .filter(each -> !each.equals(DELETE_TOPICS))
        .findFirst()
        .ifPresent(unknown -> {
          say("unknown argument '%s'".formatted(unknown));
          System.err.print(USAGE);
          System.exit(FAILED);
        });
    System.exit(run(arguments.contains(DELETE_TOPICS)));
  }

  private static int run(boolean deleteTopics) {
    TopicRebuilding rebuilding = new TopicRebuilding(System.getenv());
    Runtime.getRuntime().addShutdownHook(new Thread(rebuilding::close, "rebuild-stop"));
    try {
      return switch (rebuilding.run(
          deleteTopics, new ProgressLines(RebuildApplication::say, System::nanoTime))) {
        case RebuildOutcome.Rebuilt(long events, int topics) -> {
          System.out.printf("REBUILT: %d events in %d topics%n", events, topics);
          yield 0;
        }
        case RebuildOutcome.Refused(String reason) -> {
          say("nothing was rebuilt: " + reason);
          yield REFUSED;
        }
      };
    } catch (ServiceException
        | SettingsException
        | EmbeddedServerException
        | StandaloneException e) {
      say(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  private static void say(String line) {
    System.err.println("sprintcap: " + line);
  }
}
