/** Sprints: their plan, their states, and what changed between two plans. */
@NullMarked
package dev.sprintcapacity.domain.sprint;

import org.jspecify.annotations.NullMarked;
