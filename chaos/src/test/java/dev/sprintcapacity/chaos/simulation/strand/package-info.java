/** Tests of threads that take turns. */
@NullMarked
package dev.sprintcapacity.chaos.simulation.strand;

import org.jspecify.annotations.NullMarked;
