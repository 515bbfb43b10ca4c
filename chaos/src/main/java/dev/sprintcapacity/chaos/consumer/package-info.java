/** Fault campaigns against members of a consumer group, each in a process of its own. */
@NullMarked
package dev.sprintcapacity.chaos.consumer;

import org.jspecify.annotations.NullMarked;
