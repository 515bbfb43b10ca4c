package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.analytics.AnalyticsRebuild;
import dev.sprintcapacity.consumers.email.EmailSetting;
import dev.sprintcapacity.consumers.jira.JiraSetting;
import dev.sprintcapacity.settings.Setting;
import dev.sprintcapacity.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ./sprintcap consumers}: the consumers alone, beside a service that runs elsewhere. */
public final class ConsumersMain {

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  /** Between two looks whether one has ended by itself. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private ConsumersMain() {}

  /** Runs until the process is asked to end, or one of the consumers has ended by itself. */
  public static void main(String[] arguments) {
    if (System.getProperty("logback.configurationFile") == null) {
      // read before the first logger is made
      System.setProperty("logback.configurationFile", "consumers-logback.xml");
    }
    ConsumersArguments given = ConsumersArguments.of(arguments);
    if (given.help()) {
      System.out.print(usage());
      return;
    }
    given
        .problem()
        .ifPresent(problem -> {
          System.err.print(usage());
          System.err.println("sprintcap: " + problem);
          System.exit(EXIT_USAGE);
        });
    System.exit(run(environment(given.names()), given.rebuild()));
  }

  private static Map<String, String> environment(List<String> names) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!names.isEmpty()) {
      environment.put(ConsumersSetting.CONSUMERS.key(), String.join(",", names));
    }
    return environment;
  }

  private static int run(Map<String, String> environment, boolean rebuild) {
    CountDownLatch asked = new CountDownLatch(1);
    try {
      ConsumersSettings settings = ConsumersSettings.read(environment);
      if (settings.enabled().isEmpty()) {
        System.err.println(
            "sprintcap: there is nothing to run: name consumers, or set SPRINTCAP_CONSUMERS");
        return EXIT_USAGE;
      }
      if (rebuild) {
        new AnalyticsRebuild(settings.database(), settings.kafka()).run();
        System.out.println("sprintcap: analytics is empty now and reads all events again");
      }
      Consumers consumers = Consumers.of(settings, Clock.systemUTC());
      // before the start: SIGTERM may come in the middle of it
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(consumers, asked), "consumers-stop"));
      consumers.start();
      System.out.println(
          "sprintcap: "
              + settings.enabled().stream()
                  .map(ConsumerKind::word)
                  .collect(Collectors.joining(", ", "consuming: ", "; Ctrl-C ends")));
      return awaitEnd(consumers, asked);
    } catch (SettingsException | ConsumersException failure) {
      // whatever fails because the process is asked to end is nobody's news
      if (asked.getCount() > 0) {
        System.err.println("sprintcap: " + failure.getMessage());
      }
      return EXIT_FAILED;
    }
  }

  private static void end(Consumers consumers, CountDownLatch asked) {
    asked.countDown();
    consumers.close();
    System.out.println("sprintcap: consumers ended");
  }

  private static int awaitEnd(Consumers consumers, CountDownLatch asked) {
    try {
      while (!asked.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        for (Map.Entry<String, ConsumerReport> each : consumers.reports().entrySet()) {
          ConsumerSnapshot snapshot = each.getValue().snapshot();
          if (snapshot.phase() == ConsumerPhase.FAILED) {
            System.err.printf(
                "sprintcap: %s has ended by itself: %s%n", each.getKey(), snapshot.phaseReason());
            return EXIT_FAILED;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static String usage() {
    String settings =
        Stream.<Setting[]>of(ConsumersSetting.values(), EmailSetting.values(), JiraSetting.values())
            .flatMap(Arrays::stream)
            .map(ConsumersMain::line)
            .collect(Collectors.joining("\n"));
    return """
    Usage: sprintcap consumers [--rebuild] [NAME...]

    Runs consumers of sprint events until it is asked to end: email, analytics, jira. Without a
    name those of SPRINTCAP_CONSUMERS. Start it as often as you like, on as many machines: the
    instances share the events, and each event has its effect once.

      --rebuild   with the name analytics alone: empty its tables first and read all events again;
                  refused while another consumer of its group runs
      -h, --help  print this text

    Environment:
    %s
      KAFKA_*                  any Kafka client key, upper case, dots as underscores; groups are
                               email-sender, analytics-processor and sync-service, whatever
                               KAFKA_CONSUMER_GROUP says
    Any of them may end in _FILE and name a file that holds the value.

    Exit code: 1 could not start, or one of them has ended by itself; 2 not understood; asked to
    end by a signal, 128 and its number, after what was begun is done.
    """
        .formatted(settings);
  }

  private static String line(Setting setting) {
    return "  %-24s %s%s"
        .formatted(
            setting.key(),
            setting.meaning(),
            setting.defaultText().map(text -> " [" + text + "]").orElse(""));
  }
}
