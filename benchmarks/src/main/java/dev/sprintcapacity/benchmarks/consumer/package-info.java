/** The consumer SDK beside raw poll loops and its peers: same broker, same records, in turn. */
@NullMarked
package dev.sprintcapacity.benchmarks.consumer;

import org.jspecify.annotations.NullMarked;
