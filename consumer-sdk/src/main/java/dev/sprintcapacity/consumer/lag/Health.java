package dev.sprintcapacity.consumer.lag;

import java.util.List;

/**
 * Whether a consumer is well. Closed: a probe must decide for every case. What is degraded is
 * expected to heal by itself, and restarting it would only make it later.
 *
 * @since 0.1.0
 */
public sealed interface Health {
  /**
   * What is not as it should be.
   *
   * @return in words, the worst first; empty where there is nothing to tell
   */
  List<String> reasons();

  /**
   * Nothing to tell.
   *
   * @since 0.1.0
   */
  record Healthy() implements Health {
    @Override
    public List<String> reasons() {
      return List.of();
    }
  }

  /**
   * Something is not as it should be, and may heal by itself.
   *
   * @param reasons at least one, in words
   * @since 0.1.0
   */
  record Degraded(List<String> reasons) implements Health {
    /** Copies the reasons. */
    public Degraded {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * It will not heal by itself, or had time enough.
   *
   * @param reasons at least one, in words, the worst first
   * @since 0.1.0
   */
  record Unhealthy(List<String> reasons) implements Health {
    /** Copies the reasons. */
    public Unhealthy {
      reasons = List.copyOf(reasons);
    }
  }
}
