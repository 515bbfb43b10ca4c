package dev.sprintcapacity.benchmarks;

import dev.sprintcapacity.benchmarks.consumer.ConsumerBenchmark;
import dev.sprintcapacity.benchmarks.live.LiveBenchmark;
import dev.sprintcapacity.benchmarks.load.ApiWrites;
import dev.sprintcapacity.benchmarks.load.CommitToConsumer;
import dev.sprintcapacity.benchmarks.load.SampleSprints;
import dev.sprintcapacity.benchmarks.measure.Host;
import dev.sprintcapacity.benchmarks.measure.Servers;
import dev.sprintcapacity.benchmarks.relay.Recovery;
import dev.sprintcapacity.benchmarks.relay.RelayDrain;
import dev.sprintcapacity.benchmarks.startup.StartUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the benchmarks and prints one report: ours, the raw baseline of the same run, the ratio.
 * Arguments: {@code quick} for a run of a minute or two that only shows that the harness works,
 * {@code full} or nothing for the whole, {@code start} for starts alone, {@code recovery} for
 * rebuilding and comparing, {@value #CONSUMER} and what {@link ConsumerBenchmark} takes, or {@value
 * #LIVE} and what {@link LiveBenchmark} takes.
 */
public final class Benchmarks {
  /** The word that comes first where the consumer is to be measured beside its peers. */
  private static final String CONSUMER = "consumer";

  /** The word that comes first where live updates are to be measured. */
  private static final String LIVE = "live";

  private static final int EXIT_USAGE = 2;

  private static final int STARTS = 10;

  /** How long and how often. */
  record Extent(int rounds, Duration time, int backlogEvents) {
    static final Extent FULL = new Extent(5, Duration.ofSeconds(10), 300_000);
    static final Extent QUICK = new Extent(1, Duration.ofSeconds(2), 20_000);
  }

  private Benchmarks() {}

  /** See the class. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    if (arguments.length > 0 && arguments[0].equals(CONSUMER)) {
      ConsumerBenchmark.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (arguments.length > 0 && arguments[0].equals(LIVE)) {
      LiveBenchmark.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    String extent = arguments.length == 0 ? "full" : arguments[0];
    switch (extent) {
      case "full" -> run(Extent.FULL).forEach(System.out::println);
      case "quick" -> run(Extent.QUICK).forEach(System.out::println);
      case "recovery" -> Recovery.report().forEach(System.out::println);
      case "start" -> starts().forEach(System.out::println);
      default -> {
        System.err.println("bench: what is " + extent + "?");
        System.err.println("Usage: bench [quick|full|recovery|start|consumer ...|live ...]");
        System.exit(EXIT_USAGE);
      }
    }
  }

  private static List<String> starts() {
    List<String> report = new ArrayList<>(List.of(Host.describe(), ""));
    try (Servers servers = Servers.start()) {
      report.addAll(new StartUp(servers).run(STARTS));
    }
    return report;
  }

  /** Measures everything and returns the report, a Markdown table with what it belongs to. */
  static List<String> run(Extent extent) {
    List<String> report = new ArrayList<>();
    report.add(Host.describe());
    report.add("");
    report.add("| what | ours | raw baseline | its figure | ours / baseline |");
    report.add("|---|---|---|---|---|");
    SampleSprints samples = new SampleSprints();
    try (Servers servers = Servers.start()) {
      report.addAll(new CommitToConsumer(servers, samples).run(extent.rounds(), extent.time()));
      report.addAll(new RelayDrain(servers, extent.backlogEvents()).run(extent.rounds()));
      report.addAll(new ApiWrites(servers, samples).run(extent.rounds(), extent.time()));
      report.add("");
      report.addAll(new StartUp(servers).run(extent.rounds()));
    }
    report.add("");
    report.add("load average at the end: " + Host.load());
    return report;
  }
}
