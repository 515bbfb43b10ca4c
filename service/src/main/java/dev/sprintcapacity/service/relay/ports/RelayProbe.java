package dev.sprintcapacity.service.relay.ports;

/**
 * Told of every step, before the next one. Open: tests stop, break or freeze the relay there to
 * show that no point in between loses or repeats an event.
 */
@FunctionalInterface
public interface RelayProbe {

  /** Lets the relay run. */
  RelayProbe NONE = step -> {};

  /** The relay has come this far; what this throws is treated as a failure of the step. */
  void reached(RelayStep step);
}
