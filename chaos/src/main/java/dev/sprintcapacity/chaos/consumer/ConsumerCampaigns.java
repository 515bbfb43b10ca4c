package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Campaigns against consumers, one after the other, as the command line asks for them. */
public final class ConsumerCampaigns {
  private final ConsumerCampaignArguments arguments;
  private final List<ConsumerCampaignPlan> plans;
  private final Path folder;
  private final Consumer<String> progress;

  private ConsumerCampaigns(
      ConsumerCampaignArguments arguments,
      List<ConsumerCampaignPlan> plans,
      Path folder,
      Consumer<String> progress) {
    this.arguments = arguments;
    this.plans = plans;
    this.folder = folder;
    this.progress = progress;
  }

  /** What can be asked for. */
  public static String usage() {
    return ConsumerCampaignArguments.USAGE;
  }

  /**
   * Reads arguments; nothing runs yet.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static ConsumerCampaigns of(
      List<String> arguments, Path parent, Consumer<String> progress) {
    ConsumerCampaignArguments wanted = ConsumerCampaignArguments.parse(arguments);
    Path folder =
        parent.resolve(
            "sprintcap-chaos-consumers-%d-%d"
                .formatted(wanted.seed(), ProcessHandle.current().pid()));
    return new ConsumerCampaigns(wanted, wanted.plans(folder, progress), folder, progress);
  }

  /** Where everything is. */
  public Path folder() {
    return folder;
  }

  /** Whether the folder is to stay, whatever comes out. */
  public boolean keep() {
    return arguments.keep();
  }

  /**
   * Runs all.
   *
   * @return whether everything was done and nothing is wrong
   * @throws ChaosException where one could not be carried out
   */
  public boolean run() {
    boolean passed = true;
    for (ConsumerCampaignPlan plan : plans) {
      ConsumerCampaignResult result = new ConsumerCampaign(plan).run();
      progress.accept(
          "chaos: %s %s"
              .formatted(plan.stage().mode().word(), result.passed() ? "passed" : "FAILED"));
      passed &= result.passed();
    }
    return passed;
  }
}
