package dev.sprintcapacity.domain.sprint;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states of a sprint by name; the types behind them are the permitted {@link Sprint}s. */
public enum SprintStatus {
  PLANNED("planned"),
  ACTIVE("active"),
  COMPLETED("completed");

  private static final Map<String, SprintStatus> BY_LABEL =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(SprintStatus::label, Function.identity()));

  private final String label;

  SprintStatus(String label) {
    this.label = label;
  }

  /** The name that people and the wire use, such as {@code planned}. */
  public String label() {
    return label;
  }

  /** The status with exactly this label; empty where there is none. */
  public static Optional<SprintStatus> fromLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }
}
