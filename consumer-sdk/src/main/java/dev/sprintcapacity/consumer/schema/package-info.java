/**
 * Which shape the value of an event must have: validation against JSON Schemas, and upcasting of
 * versions that came before today's.
 */
@NullMarked
package dev.sprintcapacity.consumer.schema;

import org.jspecify.annotations.NullMarked;
