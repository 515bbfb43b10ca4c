package dev.sprintcapacity.consumer.lag;

/**
 * How many records the checks before the handlers noticed since the start, each record once however
 * often its handling was tried. All numbers only grow.
 *
 * @param unknownTypes left out: types this version does not know
 * @param malformed refused: no event, no value, or an old version that cannot be upcast
 * @param newerVersions refused: a version this library does not decode
 * @param schemaViolations refused: against their schema
 * @param misplaced refused: of another key, topic or type than their record says
 * @param upcast brought to today's version
 * @param unknownFields members of known events that this version does not know
 * @param unreadableHeaders headers that could not be read and count as absent
 * @param duplicates come again, whatever the policy
 * @param stale older than one handled before, whatever the policy
 * @param gaps without their predecessor, whatever the policy
 * @param waits have waited for their predecessor
 * @since 0.1.0
 */
public record InboundCounts(
    long unknownTypes,
    long malformed,
    long newerVersions,
    long schemaViolations,
    long misplaced,
    long upcast,
    long unknownFields,
    long unreadableHeaders,
    long duplicates,
    long stale,
    long gaps,
    long waits) {

  /** Nothing noticed. */
  public static final InboundCounts ZERO = new InboundCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
