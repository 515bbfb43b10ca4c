package dev.sprintcapacity.consumer.deadletter;

import java.util.List;
import java.util.Map;

/**
 * What a redrive did, or would do.
 *
 * @param dryRun whether nothing was written
 * @param selected dead letters that the selection holds
 * @param redriven of these, sent back
 * @param refused of these, not sent back, by reason; reasons that did not occur are absent
 * @param examples the first {@value #MOST_EXAMPLES} that were not sent back
 * @param endedKeys parked keys of which nothing waits any more: their redrive is closed by a record
 *     that frees the key when the group has handled all of it
 * @since 0.1.0
 */
public record RedriveReport(
    boolean dryRun,
    long selected,
    long redriven,
    Map<Refusal, Long> refused,
    List<Refused> examples,
    long endedKeys) {

  /** Enough to see what is wrong, little enough for any number of dead letters. */
  public static final int MOST_EXAMPLES = 100;

  /** Copies the collections. */
  public RedriveReport {
    refused = Map.copyOf(refused);
    examples = List.copyOf(examples);
  }

  /**
   * A dead letter that was not sent back.
   *
   * @param position where it stands
   * @param reason why
   * @since 0.1.0
   */
  public record Refused(Position position, Refusal reason) {}
}
