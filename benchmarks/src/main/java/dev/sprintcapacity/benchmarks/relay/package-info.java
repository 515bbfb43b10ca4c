/** How fast a backlog of events drains into Kafka, next to a raw transactional producer. */
@NullMarked
package dev.sprintcapacity.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
