/** Everything in one process tree: embedded PostgreSQL and Kafka, service, consumers. */
@NullMarked
package dev.sprintcapacity.standalone;

import org.jspecify.annotations.NullMarked;
