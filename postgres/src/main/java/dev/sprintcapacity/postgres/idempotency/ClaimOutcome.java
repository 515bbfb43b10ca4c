package dev.sprintcapacity.postgres.idempotency;

import java.util.Objects;

/**
 * What became of the claim of a key. Closed, because a request goes on in exactly one of these
 * ways.
 */
public sealed interface ClaimOutcome {

  /** The request is the first under this key: do it, then {@link IdempotencyStore#complete}. */
  record Claimed() implements ClaimOutcome {}

  /**
   * The same request was answered before: answer it so again.
   *
   * @param response what was answered
   */
  record Replay(StoredResponse response) implements ClaimOutcome {
    public Replay {
      Objects.requireNonNull(response, "response");
    }
  }

  /** Another request was answered under this key: refuse this one. */
  record DifferentRequest() implements ClaimOutcome {}
}
