/**
 * A world in which members of a group run the consumer SDK's own engine against a simulated Kafka
 * and a simulated database.
 */
@NullMarked
package dev.sprintcapacity.chaos.simulation.consumer;

import org.jspecify.annotations.NullMarked;
