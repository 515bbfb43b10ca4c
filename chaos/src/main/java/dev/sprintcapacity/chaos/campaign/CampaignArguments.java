package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.fault.FaultKind;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The arguments of a campaign, each {@code --name=value}; all have defaults. */
record CampaignArguments(
    List<FaultKind> faults,
    int kills,
    long seed,
    int instances,
    int clients,
    int impatience,
    Duration length,
    Duration bound,
    boolean keep) {

  static final String USAGE =
      """
      Arguments, each optional:
        --faults=leader,postgres,broker   of leader, instance, postgres, broker, freeze, outage
        --kills=20                        strikes of each fault
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --instances=2                     instances of the service, 1..16
        --clients=6                       clients that write, 1..1000
        --impatience=25                   percent of strikes that come before events flow again
        --length=PT10S                    how long a freeze or an outage lasts, ISO 8601
        --bound=PT30M                     after this no further strike begins, ISO 8601
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "faults",
          "kills",
          "seed",
          "instances",
          "clients",
          "impatience",
          "length",
          "bound",
          "keep");

  private static final int POOL_SIZE = 6;
  private static final Duration PAUSE = Duration.ofMillis(15);

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static CampaignArguments parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? "" : argument.substring(0, equals).replaceFirst("^--", "");
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("what is " + argument + "?");
      }
      given.put(name, argument.substring(equals + 1));
    }
    return new CampaignArguments(
        Arrays.stream(given.getOrDefault("faults", "leader,postgres,broker").split(",", -1))
            .map(word ->
                FaultKind.of(word)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no fault called " + word)))
            .toList(),
        Integer.parseInt(given.getOrDefault("kills", "20")),
        given.containsKey("seed")
            ? Long.parseLong(given.get("seed"))
            : new SecureRandom().nextInt(Integer.MAX_VALUE),
        Integer.parseInt(given.getOrDefault("instances", "2")),
        Integer.parseInt(given.getOrDefault("clients", "6")),
        Integer.parseInt(given.getOrDefault("impatience", "25")),
        duration(given.getOrDefault("length", "PT10S")),
        duration(given.getOrDefault("bound", "PT30M")),
        Boolean.parseBoolean(given.getOrDefault("keep", "false")));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration such as PT10S: " + text, e);
    }
  }

  CampaignPlan plan(Path folder, Consumer<String> progress) {
    Random random = new Random(seed);
    return new CampaignPlan(
        new StagePlan(
            folder, instances, POOL_SIZE, new LoadShape(clients, true, PAUSE), seed, progress),
        faults.stream()
            .map(kind -> new CampaignPlan.Rounds(kind.make(random, length), kills))
            .toList(),
        impatience,
        bound);
  }
}
