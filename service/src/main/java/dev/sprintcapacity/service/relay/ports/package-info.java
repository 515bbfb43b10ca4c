/**
 * What the relay's decisions need of the world outside, in its own words: the log in the database,
 * Kafka, the lane on which Kafka is waited for. Whoever implements these runs the relay anywhere.
 */
@NullMarked
package dev.sprintcapacity.service.relay.ports;

import org.jspecify.annotations.NullMarked;
