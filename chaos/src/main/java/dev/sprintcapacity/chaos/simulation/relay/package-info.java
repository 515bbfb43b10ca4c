/**
 * The relay's real decisions over a simulated PostgreSQL and a simulated Kafka, several instances
 * at once, interleaved and disturbed as a seed says.
 */
@NullMarked
package dev.sprintcapacity.chaos.simulation.relay;

import org.jspecify.annotations.NullMarked;
