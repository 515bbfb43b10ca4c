/** Tests on a real PostgreSQL. */
@NullMarked
package dev.sprintcapacity.postgres.people;

import org.jspecify.annotations.NullMarked;
