/** Tests of how many worlds are run and told of. */
@NullMarked
package dev.sprintcapacity.chaos.simulation;

import org.jspecify.annotations.NullMarked;
