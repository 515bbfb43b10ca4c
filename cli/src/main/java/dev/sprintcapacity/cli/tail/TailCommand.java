package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.cli.kafka.ClientSettings;
import dev.sprintcapacity.cli.kafka.KafkaLocation;
import dev.sprintcapacity.cli.terminal.ColourChoice;
import dev.sprintcapacity.cli.terminal.OutputClosedException;
import dev.sprintcapacity.cli.terminal.Surroundings;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sprintcap tail}: prints events as they are published. */
@Command(
    name = "tail",
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Prints sprint events as they are published, committed ones only.",
    description = {
      "",
      "Follows the topics without a consumer group, so that it never takes an event away from "
          + "anybody. What it says about itself goes to standard error, events go to standard "
          + "output.",
      ""
    },
    footerHeading = "%nEvent types:%n",
    footer = {
      "  sprint.created, sprint.updated, sprint.started, sprint.completed,",
      "  sprint.deleted, team_member.added, team_member.updated",
      "",
      "Environment:",
      "  KAFKA_BOOTSTRAP_SERVERS  where Kafka is [localhost:9092]",
      "  KAFKA_…                  any Kafka client key, upper case, dots as underscores",
      "  NO_COLOR                 set to anything: no colour",
      "",
      "Exit code: 0 ended as asked (Ctrl-C as well), 1 Kafka refused or did not answer,",
      "2 not understood."
    })
public final class TailCommand implements Runnable {
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--from-beginning",
      description = "Everything the topics still hold first, then what comes.")
  private boolean fromBeginning;

  @Option(
      names = "--sprint",
      paramLabel = "<id>",
      description = "Only events of this sprint; may be given several times.")
  private List<String> sprintIds = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "<type>",
      description = "Only events of this type; may be given several times.")
  private List<EventType> types = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "<name>",
      description =
          "Only this topic, whatever it holds; may be given several times. Without: both topics "
              + "of sprint events.")
  private List<String> topics = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object per line, for programs.")
  private boolean json;

  @Option(names = "--max-events", paramLabel = "<n>", description = "End after this many events.")
  private @Nullable Long maxEvents;

  @Option(
      names = "--idle-exit",
      paramLabel = "<duration>",
      description = "End when nothing was published for this long, as in 10s.")
  private @Nullable Duration idleExit;

  @Option(
      names = KafkaLocation.OPTION,
      paramLabel = "<host:port>",
      description = "Where Kafka is; overrides KAFKA_BOOTSTRAP_SERVERS.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--color",
      paramLabel = "<when>",
      defaultValue = "auto",
      description = "Colour: auto (on a terminal), always, never.")
  private ColourChoice colour = ColourChoice.AUTO;

  private TailCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command with its options, ready to be added to others. */
  public static CommandLine in(Surroundings surroundings) {
    return new CommandLine(new TailCommand(surroundings))
        .registerConverter(EventType.class, EventTypeNames::parse)
        .registerConverter(Duration.class, Durations::parse);
  }

  @Override
  public void run() {
    TailSettings settings = settings();
    RecordFormat format =
        json
            ? new JsonLineFormat()
            : new TextFormat(colour.palette(surroundings.env(), surroundings.terminal()));
    try (Tail tail =
        new Tail(
            settings,
            format,
            new KafkaAccess(ClientSettings.of(settings.kafka(), "sprintcap-tail")),
            surroundings.output(),
            surroundings.notices(),
            surroundings.stop(),
            InstantSource.system())) {
      tail.run();
    } catch (OutputClosedException e) {
      // whoever read the output has seen enough
    }
  }

  private TailSettings settings() {
    return new TailSettings(
        KafkaLocation.of(
            surroundings.env(),
            bootstrapServers,
            problem -> notUnderstood(KafkaLocation.OPTION, problem)),
        topicNames(),
        fromBeginning,
        new RecordFilter(Set.copyOf(sprintIds), Set.copyOf(types)),
        maxEvents == null ? OptionalLong.empty() : OptionalLong.of(positive(maxEvents)),
        Optional.ofNullable(idleExit));
  }

  private SortedSet<String> topicNames() {
    for (String topic : topics) {
      if (!TOPIC_NAME.matcher(topic).matches()) {
        throw notUnderstood(
            "--topic",
            "'%s' cannot be a topic; names have 1 to 249 letters, digits, dots, dashes and underscores"
                .formatted(topic));
      }
    }
    return topics.isEmpty()
        ? Arrays.stream(Topic.values())
            .map(Topic::topicName)
            .collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>(topics);
  }

  private long positive(long number) {
    if (number < 1) {
      throw notUnderstood("--max-events", "'%d' is not 1 or more".formatted(number));
    }
    return number;
  }

  private ParameterException notUnderstood(String option, String problem) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Invalid value for option '%s': %s".formatted(option, problem));
  }
}
