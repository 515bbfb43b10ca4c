/** The checker of consumer groups, proven by planted faults. */
@NullMarked
package dev.sprintcapacity.chaos.consumer.checker;

import org.jspecify.annotations.NullMarked;
