/** Runs the day-one consumers together: their settings, their start and end, how they are. */
@NullMarked
package dev.sprintcapacity.consumers.runtime;

import org.jspecify.annotations.NullMarked;
