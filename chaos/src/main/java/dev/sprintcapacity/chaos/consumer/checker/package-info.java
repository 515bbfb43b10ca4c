/** Judges what members of a consumer group did: their handlings, commits and effects. */
@NullMarked
package dev.sprintcapacity.chaos.consumer.checker;

import org.jspecify.annotations.NullMarked;
