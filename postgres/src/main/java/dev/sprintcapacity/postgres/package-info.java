/** Stores, event log and migrations. */
@NullMarked
package dev.sprintcapacity.postgres;

import org.jspecify.annotations.NullMarked;
