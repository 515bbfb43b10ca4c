/** That the harness of the consumer benchmark measures what it says. */
@NullMarked
package dev.sprintcapacity.benchmarks.consumer;

import org.jspecify.annotations.NullMarked;
