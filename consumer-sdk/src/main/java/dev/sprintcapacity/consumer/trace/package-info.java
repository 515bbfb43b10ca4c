/** Carries the trace of a change from the event into what its handler does. */
@NullMarked
package dev.sprintcapacity.consumer.trace;

import org.jspecify.annotations.NullMarked;
