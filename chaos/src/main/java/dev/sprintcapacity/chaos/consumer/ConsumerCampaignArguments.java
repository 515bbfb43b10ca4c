package dev.sprintcapacity.chaos.consumer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? "" : argument.substring(0, equals).replaceFirst("^--", "");
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("what is " + argument + "?");
      }
      given.put(name, argument.substring(equals + 1));
    }
    return new ConsumerCampaignArguments(
        Arrays.stream(
                given.getOrDefault("modes", "classic,cooperative,kip848,static").split(",", -1))
            .map(word ->
                GroupMode.of(word)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no mode called " + word)))
            .toList(),
        Integer.parseInt(given.getOrDefault("kills", "20")),
        Integer.parseInt(given.getOrDefault("rebalances", "40")),
        given.containsKey("seed")
            ? Long.parseLong(given.get("seed"))
            : new SecureRandom().nextInt(Integer.MAX_VALUE),
        Integer.parseInt(given.getOrDefault("members", "3")),
        Integer.parseInt(given.getOrDefault("rate", "300")),
        Integer.parseInt(given.getOrDefault("impatience", "25")),
        duration(given.getOrDefault("session", "PT4S")),
        duration(given.getOrDefault("bound", "PT30M")),
        Boolean.parseBoolean(given.getOrDefault("keep", "false")));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration such as PT10S: " + text, e);
    }
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
