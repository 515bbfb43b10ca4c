package dev.sprintcapacity.settings;

import java.util.Optional;

/**
 * One environment variable of a program. Open: each program lists its own, mostly as an enum.
 * Implementations are immutable.
 */
public interface Setting {

  /** Name of the environment variable. */
  String key();

  /** Text that stands where the variable is absent; empty if there is no default. */
  Optional<String> defaultText();

  /** One line for help texts and messages. */
  String meaning();
}
