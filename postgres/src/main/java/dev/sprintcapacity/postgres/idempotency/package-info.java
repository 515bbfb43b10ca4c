/** What was answered to requests that may come twice. */
@NullMarked
package dev.sprintcapacity.postgres.idempotency;

import org.jspecify.annotations.NullMarked;
