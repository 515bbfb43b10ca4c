/** Tests on a real PostgreSQL. */
@NullMarked
package dev.sprintcapacity.postgres.sprint;

import org.jspecify.annotations.NullMarked;
