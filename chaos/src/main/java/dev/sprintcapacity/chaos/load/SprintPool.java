package dev.sprintcapacity.chaos.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sprints that clients work on: few, so that they meet. Thread-safe. */
final class SprintPool {
  private final int capacity;
  private final List<KnownSprint> sprints = new ArrayList<>();

  SprintPool(int capacity) {
    this.capacity = capacity;
  }

  /** Any of them. */
  synchronized Optional<KnownSprint> any(RandomGenerator random) {
    return sprints.isEmpty()
        ? Optional.empty()
        : Optional.of(sprints.get(random.nextInt(sprints.size())));
  }

  /** Adds a sprint; where there are too many, another is forgotten for it. */
  synchronized void add(KnownSprint sprint, RandomGenerator random) {
    if (sprints.size() < capacity) {
      sprints.add(sprint);
    } else {
      sprints.set(random.nextInt(capacity), sprint);
    }
  }

  /** Notes how a sprint is now, if it is still among them. */
  synchronized void update(KnownSprint sprint) {
    sprints.replaceAll(each -> each.id().equals(sprint.id()) ? sprint : each);
  }

  synchronized void forget(KnownSprint sprint) {
    sprints.removeIf(each -> each.id().equals(sprint.id()));
  }
}
