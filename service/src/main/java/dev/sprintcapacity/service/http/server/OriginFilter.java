package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses changes that a page of somebody else makes in the name of whoever looks at it. Reading is
 * open: a browser hands answers to pages of others only where we say so, and we do not.
 */
public final class OriginFilter implements Filter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final SameOrigin sameOrigin;

  /** A filter by this rule. */
  public OriginFilter(SameOrigin sameOrigin) {
    this.sameOrigin = sameOrigin;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && !READING.contains(http.getMethod())
        && !sameOrigin.allows(http)) {
      throw new ProblemException(
          ProblemCode.FOREIGN_ORIGIN,
          "The page %s may not change anything here: only pages of this service may."
              .formatted(QuotedValue.of(String.valueOf(http.getHeader("Origin")))));
    }
    chain.doFilter(request, response);
  }
}
