package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.settings.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages may change anything or follow it live: those of this service, and of origins that
 * were allowed. A browser says where a page is from, and lets any page send; whoever sends no
 * origin is no browser.
 */
public final class OriginRule {

  private final Set<Origin> allowed;

  /** Pages of these origins are let in, besides those of this service. */
  public OriginRule(Set<Origin> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Checks a request.
   *
   * @return the origin of a page of elsewhere that may read the answer; empty where there is none
   * @throws ProblemException {@link ProblemCode#ORIGIN_NOT_ALLOWED}
   */
  public Optional<Origin> check(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders("Origin"));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Origin> origin = sent.size() == 1 ? Origin.parse(sent.getFirst()) : Optional.empty();
    if (origin.isPresent() && allowed.contains(origin.get())) {
      return origin;
    }
    String host = request.getHeader("Host");
    if (origin.isPresent() && host != null && origin.get().isOf(host)) {
      return Optional.empty();
    }
    throw new ProblemException(
        Problem.of(
                ProblemCode.ORIGIN_NOT_ALLOWED,
                "Pages of %s may not connect. Use the page of this service, or add the origin to SPRINTCAP_ALLOWED_ORIGINS."
                    .formatted(QuotedValue.of(String.join(", ", sent))))
            .withHeader("Vary", "Origin"));
  }
}
