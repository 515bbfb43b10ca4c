package dev.sprintcapacity.chaos.command;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.campaign.Campaign;
import dev.sprintcapacity.chaos.campaign.CampaignArguments;
import dev.sprintcapacity.chaos.campaign.CampaignPlan;
import dev.sprintcapacity.chaos.consumer.ConsumerCampaigns;
import dev.sprintcapacity.chaos.crashpoint.Sweep;
import dev.sprintcapacity.chaos.crashpoint.SweepArguments;
import dev.sprintcapacity.chaos.effects.EffectsArguments;
import dev.sprintcapacity.chaos.effects.EffectsCampaign;
import dev.sprintcapacity.chaos.effects.EffectsPlan;
import dev.sprintcapacity.chaos.outage.Outage;
import dev.sprintcapacity.chaos.outage.OutageArguments;
import dev.sprintcapacity.chaos.outage.OutagePlan;
import dev.sprintcapacity.chaos.simulation.SimulationArguments;
import dev.sprintcapacity.chaos.simulation.SimulationRun;
import dev.sprintcapacity.chaos.simulation.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs a campaign from the command line; see {@link CampaignArguments} for what it takes, and
 * {@link ConsumerCampaigns#usage} for what it takes behind the word {@value #CONSUMERS}, {@link
 * SweepArguments} behind {@value #CRASH_POINTS}, {@link OutageArguments} behind {@value #OUTAGE},
 * {@link EffectsArguments} behind {@value #EFFECTS} and {@link SimulationArguments} behind {@value
 * #SIMULATE}.
 */
public final class ChaosMain {
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  /** The word that comes first where members of consumer groups are to be struck. */
  private static final String CONSUMERS = "consumers";

  /** The word that comes first where the service is to end at every effect it has. */
  private static final String CRASH_POINTS = "crash-points";

  /** The word that comes first where Kafka is to be away for long. */
  private static final String OUTAGE = "outage";

  /** The word that comes first where the day-one consumers are to be killed. */
  private static final String EFFECTS = "effects";

  /** The word that comes first where worlds are to be simulated. */
  private static final String SIMULATE = "simulate";

  /** As many carriers of virtual threads as worlds at once: more only wake each other. */
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  private static final String LOGGING = "logback.configurationFile";

  private static final String USAGE =
      """
      Usage: chaos [ARGUMENTS]               strikes the service, its database and its broker
             chaos consumers [ARGUMENTS]     strikes members of a consumer group
             chaos crash-points [ARGUMENTS]  kills the service at every effect it has
             chaos outage [ARGUMENTS]        takes Kafka away and measures how it comes back
             chaos effects [ARGUMENTS]       kills the consumers and counts mails, rows and sprints
             chaos simulate [ARGUMENTS]      runs simulated worlds, each from its seed

      %s

      %s

      %s

      %s

      %s

      %s\
      """
          .formatted(
              CampaignArguments.USAGE,
              ConsumerCampaigns.usage(),
              SweepArguments.USAGE,
              OutageArguments.USAGE,
              EffectsArguments.USAGE,
              SimulationArguments.USAGE);

  private ChaosMain() {}

  /** See the class. Ends with status 0 only if everything was done and nothing is wrong. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    List<String> given = List.of(arguments);
    boolean simulates = !given.isEmpty() && given.getFirst().equals(SIMULATE);
    if (System.getProperty(LOGGING) == null) {
      // what goes wrong in worlds is meant to, a thousand times a second
      System.setProperty(LOGGING, simulates ? "simulation-logback.xml" : "chaos-logback.xml");
    }
    boolean passed =
        switch (given.isEmpty() ? "" : given.getFirst()) {
          case CONSUMERS -> consumers(given.subList(1, given.size()));
          case SIMULATE -> simulate(given.subList(1, given.size()));
          case CRASH_POINTS -> crashPoints(given.subList(1, given.size()));
          case OUTAGE -> outage(given.subList(1, given.size()));
          case EFFECTS -> effects(given.subList(1, given.size()));
          default -> service(given);
        };
    if (!passed) {
      System.exit(EXIT_FAILED);
    }
  }

  private static boolean service(List<String> arguments) {
    CampaignArguments wanted = understood(() -> CampaignArguments.parse(arguments));
    CampaignPlan plan = understood(() -> wanted.plan(folder(wanted.seed()), System.out::println));
    return run(() -> new Campaign(plan).run().passed(), plan.stage().folder(), wanted.keep());
  }

  private static boolean consumers(List<String> arguments) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    ConsumerCampaigns campaigns =
        understood(() -> ConsumerCampaigns.of(arguments, folder, System.out::println));
    return run(campaigns::run, campaigns.folder(), campaigns.keep());
  }

  private static boolean crashPoints(List<String> arguments) {
    SweepArguments wanted = understood(() -> SweepArguments.parse(arguments));
    Path folder = folder(wanted.seed());
    return run(
        () -> new Sweep(wanted.plan(folder, System.out::println)).run().passed(),
        folder,
        wanted.keep());
  }

  private static boolean outage(List<String> arguments) {
    OutageArguments wanted = understood(() -> OutageArguments.parse(arguments));
    OutagePlan plan = understood(() -> wanted.plan(folder(wanted.seed()), System.out::println));
    return run(() -> new Outage(plan).run().passed(), plan.stage().folder(), wanted.keep());
  }

  private static boolean effects(List<String> arguments) {
    EffectsArguments wanted = understood(() -> EffectsArguments.parse(arguments));
    EffectsPlan plan = understood(() -> wanted.plan(folder(wanted.seed()), System.out::println));
    return run(() -> new EffectsCampaign(plan).run().passed(), plan.folder(), wanted.keep());
  }

  private static boolean simulate(List<String> arguments) {
    SimulationArguments wanted =
        understood(() -> SimulationArguments.parse(arguments, Simulations.all()));
    if (System.getProperty(CARRIERS) == null) {
      System.setProperty(CARRIERS, Integer.toString(wanted.plan().threads()));
    }
    boolean clean = wanted.run(new SimulationRun(System::nanoTime, System.out::println));
    System.out.println(clean ? "chaos: passed" : "chaos: FAILED");
    return clean;
  }

  /** What was read; ends the process, and says why, where it cannot be read. */
  private static <T> T understood(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(EXIT_USAGE);
      throw e;
    }
  }

  private static boolean run(BooleanSupplier campaign, Path folder, boolean keep) {
    try {
      boolean passed = campaign.getAsBoolean();
      System.out.println(passed ? "chaos: passed" : "chaos: FAILED");
      if (passed && !keep) {
        delete(folder);
      } else {
        System.out.println("chaos: everything is in " + folder);
      }
      return passed;
    } catch (ChaosException e) {
      System.err.println("chaos: could not be carried out: " + e.getMessage());
      System.err.println("chaos: everything is in " + folder);
      return false;
    }
  }

  /** A new folder for each run, created when it is needed. */
  private static Path folder(long seed) {
    return Path.of(System.getProperty("java.io.tmpdir"))
        .resolve("sprintcap-chaos-%d-%d".formatted(seed, ProcessHandle.current().pid()));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new ChaosException("cannot delete " + folder, e);
    }
  }
}
