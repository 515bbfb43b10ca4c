/** Tests of reading dead letters and sending them back. */
@NullMarked
package dev.sprintcapacity.consumer.deadletter;

import org.jspecify.annotations.NullMarked;
