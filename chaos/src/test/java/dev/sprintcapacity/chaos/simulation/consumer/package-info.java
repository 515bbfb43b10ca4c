/** Tests of the world of consumers, with faults that are planted in it. */
@NullMarked
package dev.sprintcapacity.chaos.simulation.consumer;

import org.jspecify.annotations.NullMarked;
