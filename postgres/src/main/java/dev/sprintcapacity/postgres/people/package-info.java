/** Who is who across sprints: stable ids, and what was last known of each person. */
@NullMarked
package dev.sprintcapacity.postgres.people;

import org.jspecify.annotations.NullMarked;
