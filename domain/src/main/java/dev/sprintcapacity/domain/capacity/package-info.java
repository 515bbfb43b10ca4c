/** How many days of work a team has in a sprint, and how sure it is of them. */
@NullMarked
package dev.sprintcapacity.domain.capacity;

import org.jspecify.annotations.NullMarked;
