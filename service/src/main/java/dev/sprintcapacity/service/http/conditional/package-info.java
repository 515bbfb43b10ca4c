/** Entity tags, preconditions and idempotency keys of requests. */
@NullMarked
package dev.sprintcapacity.service.http.conditional;

import org.jspecify.annotations.NullMarked;
