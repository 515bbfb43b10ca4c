package dev.sprintcapacity.consumer.inbox;

/**
 * What happens to an event whose predecessor has not come. {@code ce_sequence} runs over both
 * topics of a sprint, so only a consumer of both can tell, and the two topics arrive independently:
 * a gap is mostly an event that is still on its way. For a consumer of one topic numbers that only
 * grow are all there is to check, and every policy but {@link #UNCHECKED} is refused.
 *
 * @since 0.1.0
 */
public enum GapPolicy {
  /** Do not look. */
  UNCHECKED,
  /** Count it and hand it to its handler. */
  HANDLE,
  /**
   * Let it wait for its predecessor, no longer than {@link IdempotencySettings#gapPatience()}; then
   * count the gap and hand it over. So both topics are handled in the order of the sprint where
   * both arrive within the patience.
   */
  WAIT,
  /** Count it and make it a dead letter without an attempt. */
  FAIL
}
