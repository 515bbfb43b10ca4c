/** The append-only event log: what the relay has not seen yet, and the trail of one sprint. */
@NullMarked
package dev.sprintcapacity.postgres.eventlog;

import org.jspecify.annotations.NullMarked;
