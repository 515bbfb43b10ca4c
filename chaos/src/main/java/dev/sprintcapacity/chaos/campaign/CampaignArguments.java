package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import dev.sprintcapacity.chaos.fault.FaultKind;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The arguments of a campaign, each {@code --name=value}; all have defaults. */
public record CampaignArguments(
    List<FaultKind> faults,
    int kills,
    int events,
    long seed,
    int brokers,
    int instances,
    int clients,
    int impatience,
    Duration length,
    Duration bound,
    boolean keep) {

  /** What there is. */
  public static final String USAGE =
      """
      Arguments, each optional:
        --faults=leader,postgres,broker   of leader, instance, postgres, backend, broker, freeze,
                                          outage, freeze-broker, all-brokers, leader-change,
                                          cut, silence, slow
        --kills=20                        strikes of each fault
        --events=0                        goes on with such strikes until so many were published
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --brokers=1                       brokers: 1, or a cluster of 3..9, 3 replicas of each topic
        --instances=2                     instances of the service, 1..16
        --clients=6                       clients that write, 1..1000
        --impatience=25                   percent of strikes that come before events flow again
        --length=PT10S                    how long what is no kill lasts, ISO 8601
        --bound=PT30M                     after this no further strike begins, ISO 8601
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "faults",
          "kills",
          "events",
          "seed",
          "brokers",
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
  public static CampaignArguments parse(List<String> arguments) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    return new CampaignArguments(
        given.words("faults", "leader,postgres,broker", "fault", FaultKind::of),
        given.number("kills", 20),
        given.number("events", 0),
        given.seed("seed"),
        given.number("brokers", 1),
        given.number("instances", 2),
        given.number("clients", 6),
        given.number("impatience", 25),
        given.duration("length", "PT10S"),
        given.duration("bound", "PT30M"),
        given.isTrue("keep"));
  }

  /**
   * What is to be done.
   *
   * @param folder of everything
   * @param progress takes lines for people
   * @throws IllegalArgumentException with what cannot be done
   */
  public CampaignPlan plan(Path folder, Consumer<String> progress) {
    if (brokers == 1) {
      faults.stream()
          .filter(FaultKind::needsCluster)
          .findFirst()
          .ifPresent(kind -> {
            throw new IllegalArgumentException(
                "%s needs a cluster: --brokers=3".formatted(kind.word()));
          });
    }
    Random random = new Random(seed);
    return new CampaignPlan(
        new StagePlan(
            folder,
            brokers,
            instances,
            POOL_SIZE,
            faults.stream().anyMatch(FaultKind::disturbsLinks),
            new LoadShape(clients, true, PAUSE),
            seed,
            progress),
        faults.stream()
            .map(kind -> new CampaignPlan.Rounds(kind.make(random, length), kills))
            .toList(),
        events,
        impatience,
        bound);
  }
}
