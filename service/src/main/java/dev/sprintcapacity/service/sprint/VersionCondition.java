package dev.sprintcapacity.service.sprint;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which version of a sprint a write may change. Closed: a client either names versions or it does
 * not.
 */
public sealed interface VersionCondition {

  /** Whether a sprint of this version may be changed. */
  boolean allows(long version);

  /** Any version. */
  enum Any implements VersionCondition {
    ANY;

    @Override
    public boolean allows(long version) {
      return true;
    }
  }

  /**
   * Only these versions.
   *
   * @param versions empty where the client named only tags that no version has
   */
  record OneOf(Set<Long> versions) implements VersionCondition {
    public OneOf {
      versions = Set.copyOf(versions);
    }

    @Override
    public boolean allows(long version) {
      return versions.contains(version);
    }

    @Override
    public String toString() {
      return versions.isEmpty()
          ? "none"
          : new TreeSet<>(versions)
              .stream().map(Object::toString).collect(Collectors.joining(", "));
    }
  }
}
