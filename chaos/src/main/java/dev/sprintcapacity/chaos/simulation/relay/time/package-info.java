/** Virtual time, turns, chance and trace: what makes a world follow from its seed. */
@NullMarked
package dev.sprintcapacity.chaos.simulation.relay.time;

import org.jspecify.annotations.NullMarked;
