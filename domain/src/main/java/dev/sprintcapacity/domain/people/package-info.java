/** Members of a team, their roles and their leave. */
@NullMarked
package dev.sprintcapacity.domain.people;

import org.jspecify.annotations.NullMarked;
