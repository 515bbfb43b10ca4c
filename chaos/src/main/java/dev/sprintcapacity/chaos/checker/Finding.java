package dev.sprintcapacity.chaos.checker;

import java.util.Objects;

/** One thing that is wrong, with the ids to look it up by. */
public record Finding(FindingKind kind, String about) {
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
