/** A real service over a real PostgreSQL, for tests. */
@NullMarked
package dev.sprintcapacity.service.testing;

import org.jspecify.annotations.NullMarked;
