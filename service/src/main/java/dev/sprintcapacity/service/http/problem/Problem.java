package dev.sprintcapacity.service.http.problem;

import dev.sprintcapacity.service.sprint.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One refusal, ready to be written.
 *
 * @param code what kind
 * @param detail what happened this time and what to do, for people
 * @param errors every violation, for validation; else empty
 * @param headers response headers that belong to this refusal
 */
public record Problem(
    ProblemCode code, String detail, List<Violation> errors, Map<String, String> headers) {

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A refusal without violations. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of(), Map.of());
  }

  /** The same refusal with one more header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Problem(code, detail, errors, more);
  }

  /** The same refusal with the time after which another try makes sense. */
  public Problem retryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  /** The content breaks rules: all of them at once. */
  public static Problem invalid(List<Violation> violations) {
    int count = violations.size();
    String detail = count == 1 ? "1 problem: see errors." : count + " problems: see errors.";
    if (count > ProblemWriter.MAX_LISTED_ERRORS) {
      detail =
          "%d problems: errors lists the first %d."
              .formatted(count, ProblemWriter.MAX_LISTED_ERRORS);
    }
    return new Problem(ProblemCode.VALIDATION_FAILED, detail, violations, Map.of());
  }
}
