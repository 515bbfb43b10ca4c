/** Where Kafka is, how commands read from it, and what to say where it refuses. */
@NullMarked
package dev.sprintcapacity.cli.kafka;

import org.jspecify.annotations.NullMarked;
