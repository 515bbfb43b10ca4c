package dev.sprintcapacity.service.settings;

import dev.sprintcapacity.service.ServiceException;
import java.util.List;

/**
 * The environment does not make usable settings; carries every problem found, not only the first.
 */
public final class SettingsException extends ServiceException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
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
