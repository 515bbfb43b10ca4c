package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs a campaign from the command line; see {@link CampaignArguments} for what it takes. */
public final class ChaosMain {
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private static final String LOGGING = "logback.configurationFile";

  private ChaosMain() {}

  /** See the class. Ends with status 0 only if everything was done and nothing is wrong. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(CampaignArguments.USAGE);
      return;
    }
    CampaignArguments wanted;
    CampaignPlan plan;
    try {
      wanted = CampaignArguments.parse(List.of(arguments));
      plan = wanted.plan(folder(wanted.seed()), System.out::println);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(CampaignArguments.USAGE);
      System.exit(EXIT_USAGE);
      return;
    }
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "chaos-logback.xml");
    }
    if (!run(plan, wanted.keep())) {
      System.exit(EXIT_FAILED);
    }
  }

  private static boolean run(CampaignPlan plan, boolean keep) {
    Path folder = plan.stage().folder();
    try {
      CampaignResult result = new Campaign(plan).run();
      System.out.println(result.passed() ? "chaos: passed" : "chaos: FAILED");
      if (result.passed() && !keep) {
        delete(folder);
      } else {
        System.out.println("chaos: everything is in " + folder);
      }
      return result.passed();
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
