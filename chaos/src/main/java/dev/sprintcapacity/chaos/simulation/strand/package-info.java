/** Threads that take turns in virtual time, so that chance alone says what comes before what. */
@NullMarked
package dev.sprintcapacity.chaos.simulation.strand;

import org.jspecify.annotations.NullMarked;
