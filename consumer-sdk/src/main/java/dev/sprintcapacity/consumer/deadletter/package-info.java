/**
 * Reads the dead letters of a group and sends them back to it, in order and not twice. Begin with
 * {@link dev.sprintcapacity.consumer.deadletter.DeadLetters}.
 */
@NullMarked
package dev.sprintcapacity.consumer.deadletter;

import org.jspecify.annotations.NullMarked;
