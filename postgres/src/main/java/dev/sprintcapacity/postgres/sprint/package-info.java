/** Sprints as rows, written together with the events that tell of the change. */
@NullMarked
package dev.sprintcapacity.postgres.sprint;

import org.jspecify.annotations.NullMarked;
