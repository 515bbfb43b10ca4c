/** Builds the parts and connects them; the only place that knows them all. */
@NullMarked
package dev.sprintcapacity.service.wiring;

import org.jspecify.annotations.NullMarked;
