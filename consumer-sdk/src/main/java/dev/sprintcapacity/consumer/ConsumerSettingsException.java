package dev.sprintcapacity.consumer;

import java.util.List;

/**
 * Settings that no consumer can have; the message lists all problems at once.
 *
 * @since 0.1.0
 */
public final class ConsumerSettingsException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  /** The problems; an array, because exceptions are serialized. */
  private final String[] problems;

  /**
   * Settings with problems.
   *
   * @param problems one sentence each, at least one
   */
  public ConsumerSettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /**
   * What is wrong.
   *
   * @return one sentence per problem: which setting, with which value, and what is expected
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
