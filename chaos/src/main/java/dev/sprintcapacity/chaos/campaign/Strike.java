package dev.sprintcapacity.chaos.campaign;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One fault that was done.
 *
 * @param fault its name
 * @param acknowledgedBefore writes acknowledged since the strike before it
 * @param untilPublished from when the service could begin to recover to the first change after that
 *     which was published; empty where the next strike did not wait for it
 */
public record Strike(String fault, long acknowledgedBefore, Optional<Duration> untilPublished) {
  /** Checks the values. */
  public Strike {
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(untilPublished, "untilPublished");
  }
}
