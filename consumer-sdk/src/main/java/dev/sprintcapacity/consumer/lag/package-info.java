/**
 * How far a consumer is behind, in records and in time, which keys are stuck, and whether it is
 * well: pure calculations over a snapshot the consumer gives.
 */
@NullMarked
package dev.sprintcapacity.consumer.lag;

import org.jspecify.annotations.NullMarked;
