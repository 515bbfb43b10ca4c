package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The arguments of a sweep, each {@code --name=value}; all have defaults.
 *
 * @param points at most
 * @param seed of what chance decides
 * @param bound of the time
 * @param keep whether the folder stays
 */
public record SweepArguments(int points, long seed, Duration bound, boolean keep) {
  /** What there is. */
  public static final String USAGE =
      """
      Arguments behind crash-points, each optional:
        --points=10000                    at most so many, chosen by the seed
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --bound=PT30M                     after this the service is not killed any more, ISO 8601
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES = Set.of("points", "seed", "bound", "keep");

  private static final int ALL = 10_000;
  private static final int POOL_SIZE = 4;
  private static final int CLIENTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(10);

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static SweepArguments parse(List<String> arguments) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    return new SweepArguments(
        given.number("points", ALL),
        given.seed("seed"),
        given.duration("bound", "PT30M"),
        given.isTrue("keep"));
  }

  /**
   * What is to be done.
   *
   * @param folder of everything
   * @param progress takes lines for people
   */
  public SweepPlan plan(Path folder, Consumer<String> progress) {
    return new SweepPlan(
        new StagePlan(
            folder, 1, POOL_SIZE, true, new LoadShape(CLIENTS, true, PAUSE), seed, progress),
        points,
        bound);
  }
}
