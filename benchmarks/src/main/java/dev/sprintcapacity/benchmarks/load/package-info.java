/** Writes through the API, and how long an event takes to a consumer. */
@NullMarked
package dev.sprintcapacity.benchmarks.load;

import org.jspecify.annotations.NullMarked;
