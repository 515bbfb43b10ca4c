/** Kafka away for long: what writers notice, what waits, how fast it is published afterwards. */
@NullMarked
package dev.sprintcapacity.chaos.outage;

import org.jspecify.annotations.NullMarked;
