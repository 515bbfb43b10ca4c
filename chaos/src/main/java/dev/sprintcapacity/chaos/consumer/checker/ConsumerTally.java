package dev.sprintcapacity.chaos.consumer.checker;

/**
 * How much a history holds, and what happened in it that is not wrong: a clean verdict over nothing
 * proves nothing.
 *
 * @param produced events
 * @param effects rows
 * @param handlings calls of handlers
 * @param members processes
 * @param deliveries first attempts
 * @param resumed deliveries of records that were begun and not finished
 * @param repeatedAfterKills deliveries of finished records that were in flight at a kill
 * @param mostAfterOneKill the most of these after one kill
 * @param repeatedAfterDoubt deliveries of finished records after a freeze or a stall
 * @param repeatedInDoubt deliveries of finished records to members that were frozen or stalled
 * @param repeatedOutlived deliveries of records whose handler took longer than a hand-over waits
 * @param overlapsInDoubt overlaps with a handler of a member that was frozen or stalled
 * @param refusedInDoubt handlings of such members that the inbox left out
 * @param stalls of members, by the system
 */
public record ConsumerTally(
    long produced,
    long effects,
    long handlings,
    long members,
    long deliveries,
    long resumed,
    long repeatedAfterKills,
    long mostAfterOneKill,
    long repeatedAfterDoubt,
    long repeatedInDoubt,
    long repeatedOutlived,
    long overlapsInDoubt,
    long refusedInDoubt,
    long stalls) {}
