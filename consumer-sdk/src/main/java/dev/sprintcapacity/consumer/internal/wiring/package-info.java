/** Puts a consumer together. The only place that knows the system's clocks and chance. */
@NullMarked
package dev.sprintcapacity.consumer.internal.wiring;

import org.jspecify.annotations.NullMarked;
