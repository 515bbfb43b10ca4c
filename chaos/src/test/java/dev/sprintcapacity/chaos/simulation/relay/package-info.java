/** What the simulation of the relay finds, and that it finds mistakes that were planted. */
@NullMarked
package dev.sprintcapacity.chaos.simulation.relay;

import org.jspecify.annotations.NullMarked;
