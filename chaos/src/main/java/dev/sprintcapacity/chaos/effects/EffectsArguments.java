package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The arguments of kills of the day-one consumers, each {@code --name=value}; all have defaults.
 *
 * @param consumers that run and are killed
 * @param kills of their processes, all consumers together
 * @param instances of each consumer, 1..8
 * @param rate events per second, 1..500
 * @param seed of what chance decides
 * @param bound after which no further kill begins
 * @param keep whether the folder stays
 */
public record EffectsArguments(
    List<EffectKind> consumers,
    int kills,
    int instances,
    int rate,
    long seed,
    Duration bound,
    boolean keep) {
  /** What there is. */
  public static final String USAGE =
      """
      Arguments behind effects, each optional:
        --consumers=email,analytics,jira  of these; kills are shared out
        --kills=30                        processes killed, all consumers together
        --instances=2                     processes of each consumer, 1..8
        --rate=40                         events per second, 1..500
        --seed=NUMBER                     what chance decides; a random one is printed otherwise
        --bound=PT30M                     after this no further kill begins, ISO 8601
        --keep=false                      true: keep the folder with data, outputs and history\
      """;

  private static final Set<String> NAMES =
      Set.of("consumers", "kills", "instances", "rate", "seed", "bound", "keep");

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static EffectsArguments parse(List<String> arguments) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    return new EffectsArguments(
        given.words("consumers", "email,analytics,jira", "consumer", EffectKind::of),
        given.number("kills", 30),
        given.number("instances", 2),
        given.number("rate", 40),
        given.seed("seed"),
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
  public EffectsPlan plan(Path folder, Consumer<String> progress) {
    return new EffectsPlan(folder, consumers, kills, instances, rate, seed, bound, progress);
  }
}
