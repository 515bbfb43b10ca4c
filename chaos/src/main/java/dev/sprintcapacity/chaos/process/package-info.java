/** Processes that can be killed, frozen and started again, and bounded waiting for them. */
@NullMarked
package dev.sprintcapacity.chaos.process;

import org.jspecify.annotations.NullMarked;
