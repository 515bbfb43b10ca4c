package dev.sprintcapacity.service.sprint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies every write.
 *
 * @param condition which version may be changed
 * @param traceparent trace of the request, passed on to the events; null where there is none
 * @param idempotency how to recognise and answer the request when it comes twice
 */
public record WriteRequest(
    VersionCondition condition,
    @Nullable String traceparent,
    Optional<IdempotentRequest> idempotency) {}
