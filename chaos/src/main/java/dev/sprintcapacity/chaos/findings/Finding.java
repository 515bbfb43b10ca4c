package dev.sprintcapacity.chaos.findings;

import java.util.Objects;

/**
 * One thing that is wrong, with the ids to look it up by.
 *
 * @param kind what is wrong
 * @param about the ids
 * @param <K> the kinds of what can be wrong
 */
public record Finding<K extends Enum<K>>(K kind, String about) {
  /** Checks that both parts are there. */
  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(about, "about");
  }

  @Override
  public String toString() {
    return kind + ": " + about;
  }
}
