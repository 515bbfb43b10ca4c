package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.load.Answers;
import dev.sprintcapacity.chaos.stage.Stage;

/**
 * What the checker cannot see and what should not be all the same.
 *
 * @param internalErrors answers with status 500
 * @param unforeseen lines of the service about a failure it did not foresee
 * @param unaskedEnds processes that ended by themselves; a service may, whose database is killed
 *     while it starts
 */
public record Oddities(long internalErrors, long unforeseen, int unaskedEnds) {
  private static final int INTERNAL_ERROR = 500;
  private static final String UNFORESEEN = "in a way that should not be";

  /** Looks, once the load has ended. */
  public static Oddities of(Stage stage) {
    Answers.Period answers = stage.load().answers().take();
    stage.say("API: " + answers);
    return new Oddities(
        answers.count(INTERNAL_ERROR, INTERNAL_ERROR),
        stage.instances().linesWith(UNFORESEEN),
        stage.unaskedEnds());
  }

  /** The oddities in one line. */
  public String line() {
    return "%d answers with status 500, %d failures the relay did not foresee, %d processes ended unasked"
        .formatted(internalErrors, unforeseen, unaskedEnds);
  }
}
