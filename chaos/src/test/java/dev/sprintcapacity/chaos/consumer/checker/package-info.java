/** What the judge of consumer groups finds. */
@NullMarked
package dev.sprintcapacity.chaos.consumer.checker;

import org.jspecify.annotations.NullMarked;
