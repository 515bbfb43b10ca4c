package dev.sprintcapacity.service.http.server;

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

  private final OriginRule rule;

  /** A filter by this rule. */
  public OriginFilter(OriginRule rule) {
    this.rule = rule;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http && !READING.contains(http.getMethod())) {
      rule.check(http);
    }
    chain.doFilter(request, response);
  }
}
