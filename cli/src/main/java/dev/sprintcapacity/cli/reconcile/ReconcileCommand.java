package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.cli.database.DatabaseLocation;
import dev.sprintcapacity.cli.kafka.KafkaLocation;
import dev.sprintcapacity.cli.terminal.Surroundings;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sprintcap reconcile}: compares the event table with the topics. */
@Command(
    name = "reconcile",
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Compares every row of the event table with every record of the topics.",
    description = {
      "",
      "Reads both, changes neither, and joins no consumer group. The verdict goes to standard "
          + "output, what is said on the way to standard error. What the relay has not published "
          + "yet is counted as waiting and is no difference.",
      ""
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  DATABASE_URL             postgres://user:password@host:5432/name",
      "  SPRINTCAP_DATA           without it, the data folder of sprintcap up [./data]",
      "  KAFKA_BOOTSTRAP_SERVERS  where Kafka is [localhost:9092]",
      "  KAFKA_…                  any Kafka client key, upper case, dots as underscores",
      "",
      "Exit code: 0 clean, 1 different, 2 no verdict: not understood, or a side cannot be read."
    })
public final class ReconcileCommand implements Runnable, IExitCodeGenerator {
  private static final int DIFFERENT = 1;
  private static final int NO_VERDICT = 2;

  private final Surroundings surroundings;

  private int exitCode = NO_VERDICT;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = DatabaseLocation.OPTION,
      paramLabel = "<url>",
      description = "Where PostgreSQL is; overrides DATABASE_URL, which hides the password better.")
  private @Nullable String database;

  @Option(
      names = KafkaLocation.OPTION,
      paramLabel = "<host:port>",
      description = "Where Kafka is; overrides KAFKA_BOOTSTRAP_SERVERS.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--settled",
      description = "Nothing is on its way: what has no record is lost, also if it may be waiting.")
  private boolean settled;

  @Option(
      names = "--max-differences",
      paramLabel = "<n>",
      defaultValue = "20",
      description = "Differences listed at most [${DEFAULT-VALUE}]; all are counted.")
  private int mostDifferences;

  @Option(names = "--json", description = "One JSON object, for programs.")
  private boolean json;

  private ReconcileCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command with its options, ready to be added to others. */
  public static CommandLine in(Surroundings surroundings) {
    return new CommandLine(new ReconcileCommand(surroundings));
  }

  @Override
  public void run() {
    if (mostDifferences < 0) {
      throw notUnderstood("--max-differences", "'%d' is not 0 or more".formatted(mostDifferences));
    }
    try {
      Verdict verdict = reconciliation().run();
      surroundings
          .output()
          .print(
              json
                  ? VerdictJson.of(verdict, mostDifferences)
                  : VerdictText.of(verdict, mostDifferences));
      exitCode = verdict.clean() ? ExitCode.OK : DIFFERENT;
    } catch (CliException e) {
      // the exit code 1 is a verdict here
      surroundings.notices().say(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  private Reconciliation reconciliation() {
    DatabaseAddress address =
        DatabaseLocation.of(
            surroundings.env(),
            database,
            problem -> notUnderstood(DatabaseLocation.OPTION, problem));
    KafkaLocation kafka =
        KafkaLocation.of(
            surroundings.env(),
            bootstrapServers,
            problem -> notUnderstood(KafkaLocation.OPTION, problem));
    return new Reconciliation(
        address,
        kafka,
        settled,
        surroundings.notices(),
        surroundings.stop(),
        InstantSource.system());
  }

  private ParameterException notUnderstood(String option, String problem) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Invalid value for option '%s': %s".formatted(option, problem));
  }
}
