package dev.sprintcapacity.consumer.inbox;

/**
 * What happens to an event that this member has handled before, or that is older than one of its
 * key and topic it has handled. Each is counted, whatever the policy.
 *
 * @since 0.1.0
 */
public enum RepeatPolicy {
  /** Leave it out: it counts as handled. */
  SKIP,
  /** Hand it to its handler all the same. */
  HANDLE,
  /** Make it a dead letter without an attempt. */
  FAIL
}
