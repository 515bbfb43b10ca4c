package dev.sprintcapacity.cli.reconcile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the event table.
 *
 * @param sprintId key of the record
 * @param sequence place among the events of its sprint
 * @param id the event's id
 * @param type the type's name on the wire
 * @param topic where it goes
 * @param occurredAt when the change happened
 * @param traceparent W3C trace context, or null
 * @param value the final bytes of the record's value; not copied, nobody changes them
 * @param published whether the relay's cursor says that it is in the topic
 */
// the array is the point: final bytes on their way into a hash; rows are never compared
@SuppressWarnings("ArrayRecordComponent")
record EventRow(
    String sprintId,
    long sequence,
    UUID id,
    String type,
    String topic,
    Instant occurredAt,
    @Nullable String traceparent,
    byte[] value,
    boolean published) {}
