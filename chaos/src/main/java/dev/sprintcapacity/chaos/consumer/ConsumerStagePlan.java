package dev.sprintcapacity.chaos.consumer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to put on a stage.
 *
 * @param folder where everything is kept: data, outputs, histories
 * @param mode of the group
 * @param members of the group at the beginning, 2..16
 * @param eventsPerSecond of the load, 1..5,000
 * @param session of a member: the broker takes who is silent for longer to be dead; 1 s or more
 * @param seed of everything that is decided by chance here
 * @param progress takes lines for people
 */
public record ConsumerStagePlan(
    Path folder,
    GroupMode mode,
    int members,
    int eventsPerSecond,
    Duration session,
    long seed,
    Consumer<String> progress) {
  private static final int MOST_MEMBERS = 16;
  private static final int MOST_EVENTS = 5_000;
  private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

  /** Checks the values. */
  public ConsumerStagePlan {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(progress, "progress");
    if (members < 2 || members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "members must be 2 to %d, but are %d".formatted(MOST_MEMBERS, members));
    }
    if (eventsPerSecond < 1 || eventsPerSecond > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "rate must be 1 to %d, but is %d".formatted(MOST_EVENTS, eventsPerSecond));
    }
    if (session.compareTo(SHORTEST_SESSION) < 0) {
      throw new IllegalArgumentException(
          "session must be %s or longer, but is %s".formatted(SHORTEST_SESSION, session));
    }
  }
}
