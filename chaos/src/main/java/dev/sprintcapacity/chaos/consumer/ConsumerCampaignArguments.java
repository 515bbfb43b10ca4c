package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The arguments of campaigns against consumers, each {@code --name=value}; all have defaults. */
record ConsumerCampaignArguments(
    List<GroupMode> modes,
    int kills,
    int rebalances,
    long seed,
    int members,
    int rate,
    int impatience,
    Duration session,
    Duration bound,
    boolean keep) {
  static final String USAGE =
      """
      Arguments of consumers, each optional:
        --modes=classic,cooperative,kip848,static   of these; kills and rebalances are shared out
        --kills=20                        members killed, all modes together
        --rebalances=40                   leaves, joins, and freezes longer than a session
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --members=3                       members of the group, 2..16
        --rate=300                        events per second, 1..5000
        --impatience=25                   percent of strikes that come before the group has settled
        --session=PT4S                    session of a member, ISO 8601, 1 s or more
        --bound=PT30M                     after this no further strike of a mode begins, ISO 8601
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "modes",
          "kills",
          "rebalances",
          "seed",
          "members",
          "rate",
          "impatience",
          "session",
          "bound",
          "keep");

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static ConsumerCampaignArguments parse(List<String> arguments) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    return new ConsumerCampaignArguments(
        given.words("modes", "classic,cooperative,kip848,static", "mode", GroupMode::of),
        given.number("kills", 20),
        given.number("rebalances", 40),
        given.seed("seed"),
        given.number("members", 3),
        given.number("rate", 300),
        given.number("impatience", 25),
        given.duration("session", "PT4S"),
        given.duration("bound", "PT30M"),
        given.isTrue("keep"));
  }

  /** One campaign per mode, each with its share; the first ones get what is left over. */
  List<ConsumerCampaignPlan> plans(Path folder, Consumer<String> progress) {
    List<ConsumerCampaignPlan> plans = new ArrayList<>();
    for (int i = 0; i < modes.size(); i++) {
      GroupMode mode = modes.get(i);
      plans.add(
          new ConsumerCampaignPlan(
              new ConsumerStagePlan(
                  folder.resolve(mode.word()), mode, members, rate, session, seed, progress),
              share(kills, i),
              share(rebalances, i),
              impatience,
              bound));
    }
    return plans;
  }

  private int share(int all, int place) {
    return all / modes.size() + (place < all % modes.size() ? 1 : 0);
  }
}
