/** Worlds in virtual time that follow from a seed, and the command that runs many of them. */
@NullMarked
package dev.sprintcapacity.chaos.simulation;

import org.jspecify.annotations.NullMarked;
