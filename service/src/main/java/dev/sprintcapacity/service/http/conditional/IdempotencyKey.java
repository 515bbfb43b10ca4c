package dev.sprintcapacity.service.http.conditional;

import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code Idempotency-Key} of a request. */
public final class IdempotencyKey {

  /** The header. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

  private IdempotencyKey() {}

  /**
   * The key; empty where the client sent none.
   *
   * @throws ProblemException {@link ProblemCode#INVALID_HEADER} where it is no key: the client
   *     relies on it, so it must not be ignored
   */
  public static Optional<String> of(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HEADER));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1 || !FORM.matcher(values.getFirst()).matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_HEADER,
          "Idempotency-Key must be sent once, as 1 to 255 visible ASCII characters.");
    }
    return Optional.of(values.getFirst());
  }
}
