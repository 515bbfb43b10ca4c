package dev.sprintcapacity.chaos.simulation;

import dev.sprintcapacity.chaos.arguments.NamedArguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of simulations, each {@code --name=value}; all have defaults.
 *
 * @param simulations which to run, one after the other
 * @param replayed the one seed to run, with the end of its trace; null where many are to be run
 * @param plan of each simulation
 */
public record SimulationArguments(
    List<Simulation> simulations, @Nullable Long replayed, SimulationRun.Plan plan) {

  /** What there is. */
  public static final String USAGE =
      """
      Arguments behind simulate, each optional:
        --simulation=all                  of %s, separated by commas
        --seeds=10000                     worlds of each simulation, one for each seed
        --first-seed=1                    the others follow it
        --seed=NUMBER                     only this world, with the end of its trace
        --minutes=30                      after this no world of a simulation begins
        --threads=1                       worlds at once, 1..64\
      """
          .formatted(names(Simulations.all()));

  /** What runs all simulations. */
  private static final String ALL = "all";

  private static final int MOST_THREADS = 64;
  private static final Set<String> MANY = Set.of("seeds", "first-seed", "minutes", "threads");

  private static final Set<String> NAMES =
      Set.of("simulation", "seeds", "first-seed", "seed", "minutes", "threads");

  /** Copies the simulations. */
  public SimulationArguments {
    simulations = List.copyOf(simulations);
  }

  /**
   * Reads the arguments.
   *
   * @param known simulations
   * @throws IllegalArgumentException with everything that is wrong
   */
  public static SimulationArguments parse(List<String> arguments, List<Simulation> known) {
    NamedArguments given = NamedArguments.parse(arguments, NAMES);
    List<String> problems = new ArrayList<>();
    List<Simulation> wanted = simulations(given.text("simulation", ALL), known, problems);
    long seeds = number(given, "seeds", 10_000, 1, Integer.MAX_VALUE, problems);
    long first = number(given, "first-seed", 1, Long.MIN_VALUE, Long.MAX_VALUE, problems);
    long minutes = number(given, "minutes", 30, 1, Integer.MAX_VALUE, problems);
    long threads = number(given, "threads", 1, 1, MOST_THREADS, problems);
    Long replayed = null;
    if (given.has("seed")) {
      replayed = number(given, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE, problems);
      for (String name : MANY.stream().sorted().filter(given::has).toList()) {
        problems.add("--seed replays one world: leave --%s out, or --seed".formatted(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new SimulationArguments(
        wanted,
        replayed,
        new SimulationRun.Plan(
            first, seeds, Math.toIntExact(threads), Duration.ofMinutes(minutes)));
  }

  private static List<Simulation> simulations(
      String text, List<Simulation> known, List<String> problems) {
    if (text.equals(ALL)) {
      return known;
    }
    List<Simulation> wanted = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      known.stream()
          .filter(simulation -> simulation.name().equals(word))
          .findFirst()
          .ifPresentOrElse(
              wanted::add,
              () ->
                  problems.add(
                      "--simulation must be %s or of %s, but is '%s'"
                          .formatted(ALL, names(known), word)));
    }
    return wanted;
  }

  private static String names(List<Simulation> simulations) {
    return simulations.stream().map(Simulation::name).collect(Collectors.joining(", "));
  }

  private static long number(
      NamedArguments given,
      String name,
      long otherwise,
      long least,
      long most,
      List<String> problems) {
    String text = given.text(name, Long.toString(otherwise));
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as what is out of range is
    }
    problems.add(
        least == Long.MIN_VALUE
            ? "--%s must be a whole number, but is '%s'".formatted(name, text)
            : "--%s must be a whole number from %d to %d, but is '%s'"
                .formatted(name, least, most, text));
    return otherwise;
  }

  /**
   * Does what the arguments say.
   *
   * @param run runs worlds
   * @return whether nothing happened that must not
   */
  public boolean run(SimulationRun run) {
    boolean clean = true;
    for (Simulation simulation : simulations) {
      clean &= replayed == null ? run.many(simulation, plan) : run.one(simulation, replayed);
    }
    return clean;
  }
}
