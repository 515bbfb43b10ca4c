/**
 * Runs handlers: one at a time for each key and in order, side by side for different keys.
 *
 * <p>A record is a {@link dev.sprintcapacity.consumer.internal.dispatch.Work} in the {@link
 * dev.sprintcapacity.consumer.internal.dispatch.Lane} of its key. The leader, the one thread that
 * polls, puts work into lanes; a worker, a virtual thread per lane that has work, takes it out. A
 * worker reports what became of work to the leader, who alone knows offsets.
 */
@NullMarked
package dev.sprintcapacity.consumer.internal.dispatch;

import org.jspecify.annotations.NullMarked;
