/**
 * The loop that polls: what it holds, when it pauses, what it commits, how it hands partitions over
 * and who runs it. Never waits for a handler, but at a hand-over, and then within a bound.
 */
@NullMarked
package dev.sprintcapacity.consumer.internal.poll;

import org.jspecify.annotations.NullMarked;
