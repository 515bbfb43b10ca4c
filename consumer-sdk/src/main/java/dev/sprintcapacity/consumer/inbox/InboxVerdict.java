package dev.sprintcapacity.consumer.inbox;

/**
 * What the inbox says of an event. Closed: whoever asks has an effect to apply or to leave out.
 *
 * @since 0.1.0
 */
public enum InboxVerdict {
  /** Nobody of the group has handled it: apply the effect, in the same transaction. */
  FIRST,
  /** The group has handled it: leave the effect out. */
  DUPLICATE,
  /**
   * The group has handled a later event of the key and not this one: this member is late, mostly
   * because it lost the partition without noticing. Leave the effect out.
   */
  FENCED
}
