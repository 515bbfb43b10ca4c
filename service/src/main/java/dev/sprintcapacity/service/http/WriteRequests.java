package dev.sprintcapacity.service.http;

import dev.sprintcapacity.service.http.body.JsonValue;
import dev.sprintcapacity.service.http.conditional.EntityTags;
import dev.sprintcapacity.service.http.conditional.Fingerprint;
import dev.sprintcapacity.service.http.conditional.IdempotencyKey;
import dev.sprintcapacity.service.http.server.RequestIds;
import dev.sprintcapacity.service.sprint.IdempotentRequest;
import dev.sprintcapacity.service.sprint.VersionCondition;
import dev.sprintcapacity.service.sprint.WriteRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads what accompanies a write from the headers of its request. */
final class WriteRequests {

  private WriteRequests() {}

  /** Of a request that makes a sprint: there is no version yet. */
  static WriteRequest creating(HttpServletRequest request, JsonValue body, int successStatus) {
    return new WriteRequest(
        VersionCondition.Any.ANY,
        RequestIds.traceparent(request),
        idempotent(request, Fingerprint.of(request, Optional.of(body)), successStatus));
  }

  /** Of a request that changes a sprint. */
  static WriteRequest changing(HttpServletRequest request) {
    return new WriteRequest(
        EntityTags.ifMatch(request), RequestIds.traceparent(request), Optional.empty());
  }

  /** Of a POST that changes a sprint: it may come twice. */
  static WriteRequest posting(HttpServletRequest request, int successStatus) {
    return new WriteRequest(
        EntityTags.ifMatch(request),
        RequestIds.traceparent(request),
        idempotent(request, Fingerprint.of(request, Optional.empty()), successStatus));
  }

  private static Optional<IdempotentRequest> idempotent(
      HttpServletRequest request, byte[] fingerprint, int successStatus) {
    return IdempotencyKey.of(request)
        .map(key ->
            new IdempotentRequest(
                key, fingerprint, stored -> OutcomeReplies.kept(stored, successStatus)));
  }
}
