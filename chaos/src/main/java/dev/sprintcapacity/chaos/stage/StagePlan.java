package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.load.LoadShape;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to put on a stage.
 *
 * @param folder where everything is kept: data, outputs, histories
 * @param brokers 1, or a cluster of 3..9
 * @param instances of the service, 1..16
 * @param poolSize connections of each instance with the database, 2..200
 * @param links whether connections lead through proxies, so that they can be disturbed
 * @param load what clients do
 * @param seed of everything that is decided by chance here; what happens inside the processes is
 *     not
 * @param progress takes lines for people
 */
public record StagePlan(
    Path folder,
    int brokers,
    int instances,
    int poolSize,
    boolean links,
    LoadShape load,
    long seed,
    Consumer<String> progress) {
  private static final int MOST_INSTANCES = 16;
  private static final int MOST_BROKERS = 9;

  /** Checks the values. */
  public StagePlan {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(progress, "progress");
    // of two that vote neither decides anything without the other
    if (brokers < 1 || brokers == 2 || brokers > MOST_BROKERS) {
      throw new IllegalArgumentException(
          "brokers must be 1, or 3 to %d, but are %d".formatted(MOST_BROKERS, brokers));
    }
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "instances must be 1 to %d, but are %d".formatted(MOST_INSTANCES, instances));
    }
  }

  /** With one broker. */
  public StagePlan(
      Path folder,
      int instances,
      int poolSize,
      boolean links,
      LoadShape load,
      long seed,
      Consumer<String> progress) {
    this(folder, 1, instances, poolSize, links, load, seed, progress);
  }
}
