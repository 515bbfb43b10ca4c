package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.load.LoadShape;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to put on a stage.
 *
 * @param folder where everything is kept: data, outputs, histories
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
    int instances,
    int poolSize,
    boolean links,
    LoadShape load,
    long seed,
    Consumer<String> progress) {
  private static final int MOST_INSTANCES = 16;

  /** Checks the values. */
  public StagePlan {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(progress, "progress");
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "instances must be 1 to %d, but are %d".formatted(MOST_INSTANCES, instances));
    }
  }
}
