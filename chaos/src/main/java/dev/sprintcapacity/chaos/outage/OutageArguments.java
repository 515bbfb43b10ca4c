package dev.sprintcapacity.chaos.outage;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The arguments of an outage, each {@code --name=value}; all have defaults.
 *
 * @param length how long the broker is away
 * @param before how long the API is measured with the broker
 * @param instances of the service, 1..16
 * @param clients that write, 1..1000
 * @param seed of what chance decides
 * @param keep whether the folder stays
 */
public record OutageArguments(
    Duration length, Duration before, int instances, int clients, long seed, boolean keep) {
  /** What there is. */
  public static final String USAGE =
      """
      Arguments behind outage, each optional:
        --length=PT5M                     how long the broker is away, ISO 8601
        --before=PT30S                    how long the API is measured with the broker, ISO 8601
        --instances=2                     instances of the service, 1..16
        --clients=10                      clients that write, 1..1000
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES =
      Set.of("length", "before", "instances", "clients", "seed", "keep");

  private static final int POOL_SIZE = 10;
  private static final Duration PAUSE = Duration.ofMillis(15);

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static OutageArguments parse(List<String> arguments) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    return new OutageArguments(
        given.duration("length", "PT5M"),
        given.duration("before", "PT30S"),
        given.number("instances", 2),
        given.number("clients", 10),
        given.seed("seed"),
        given.isTrue("keep"));
  }

  /**
   * What is to be done.
   *
   * @param folder of everything
   * @param progress takes lines for people
   * @throws IllegalArgumentException with what cannot be done
   */
  public OutagePlan plan(Path folder, Consumer<String> progress) {
    return new OutagePlan(
        new StagePlan(
            folder,
            instances,
            POOL_SIZE,
            false,
            new LoadShape(clients, false, PAUSE),
            seed,
            progress),
        before,
        length);
  }
}
