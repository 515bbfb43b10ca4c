/** Tests of the event log against a real PostgreSQL. */
@NullMarked
package dev.sprintcapacity.postgres.eventlog;

import org.jspecify.annotations.NullMarked;
