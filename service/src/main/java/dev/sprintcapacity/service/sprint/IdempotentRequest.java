package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.postgres.idempotency.StoredResponse;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import java.util.function.Function;

/** A request that may come twice. Immutable. */
public final class IdempotentRequest {

  private final String key;
  private final byte[] fingerprint;
  private final Function<StoredSprint, StoredResponse> answer;

  /**
   * A request.
   *
   * @param key what the client calls it
   * @param fingerprint hash of everything that makes it what it is; copied
   * @param answer makes the response that is kept and sent again
   */
  public IdempotentRequest(
      String key, byte[] fingerprint, Function<StoredSprint, StoredResponse> answer) {
    this.key = key;
    this.fingerprint = fingerprint.clone();
    this.answer = answer;
  }

  String key() {
    return key;
  }

  byte[] fingerprint() {
    return fingerprint.clone();
  }

  StoredResponse answerTo(StoredSprint stored) {
    return answer.apply(stored);
  }
}
