/**
 * Effects that happen once, though events may come twice: what to do with an event that is
 * repeated, older than its predecessor or too early, and an inbox in the handler's own database
 * transaction.
 */
@NullMarked
package dev.sprintcapacity.consumer.inbox;

import org.jspecify.annotations.NullMarked;
