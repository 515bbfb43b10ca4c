/** Tests on a real PostgreSQL. */
@NullMarked
package dev.sprintcapacity.postgres.idempotency;

import org.jspecify.annotations.NullMarked;
