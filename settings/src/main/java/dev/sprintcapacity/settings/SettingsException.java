package dev.sprintcapacity.settings;

import java.util.List;

/**
 * The environment does not make usable settings; carries every problem found, not only the first.
 */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Makes the exception.
   *
   * @param problems one line for each: key, value, what is expected; no secrets
   */
  public SettingsException(List<String> problems) {
    super(
        "The settings have %d problem(s):\n- %s"
            .formatted(problems.size(), String.join("\n- ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One line for each problem: key, value, what is expected. */
  public List<String> problems() {
    return problems;
  }
}
