package dev.sprintcapacity.cli.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * One difference between the event table and the topics.
 *
 * @param kind in what they differ
 * @param sprintId the sprint
 * @param sequence place among the events of the sprint; 0 where a record does not say
 * @param id the event's id; empty where a record does not say
 * @param topic where the record is, or should be
 * @param place where in the topic the record is, or null where there is none
 * @param detail more about it, for people
 */
record Difference(
    DifferenceKind kind,
    String sprintId,
    long sequence,
    String id,
    String topic,
    @Nullable Place place,
    String detail) {

  /**
   * Where a record is.
   *
   * @param partition the partition
   * @param offset its offset
   */
  record Place(int partition, long offset) {}
}
