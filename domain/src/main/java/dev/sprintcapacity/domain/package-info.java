/** Sprints, people, leave and capacity: pure functions and values. */
@NullMarked
package dev.sprintcapacity.domain;

import org.jspecify.annotations.NullMarked;
