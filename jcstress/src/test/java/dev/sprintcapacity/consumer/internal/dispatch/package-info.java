/** Races between the leader, the stand-by and workers. */
@NullMarked
package dev.sprintcapacity.consumer.internal.dispatch;

import org.jspecify.annotations.NullMarked;
