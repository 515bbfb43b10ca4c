/** Tests of writing dead letters and of parked keys. */
@NullMarked
package dev.sprintcapacity.consumer.internal.deadletter;

import org.jspecify.annotations.NullMarked;
