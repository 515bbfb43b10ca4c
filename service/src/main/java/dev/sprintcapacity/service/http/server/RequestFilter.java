package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.service.http.problem.ProblemExceptionResolver;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** Around every request: its id, its time, and an answer where nothing else gave one. */
public final class RequestFilter implements Filter {

  /** Key of the request's id in the log. */
  public static final String REQUEST_ID = "requestId";

  /** Other names come from clients and would make metrics grow without bound. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final RequestIds ids;
  private final ProblemExceptionResolver problems;
  private final MeterRegistry meters;

  public RequestFilter(RequestIds ids, ProblemExceptionResolver problems, MeterRegistry meters) {
    this.ids = ids;
    this.problems = problems;
    this.meters = meters;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    Timer.Sample sample = Timer.start(meters);
    String id = ids.of(http);
    http.setAttribute(ProblemWriter.REQUEST_ID, id);
    MDC.put(REQUEST_ID, id);
    answer.setHeader(RequestIds.HEADER, id);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    try {
      chain.doFilter(request, response);
    } catch (ServletException e) {
      Throwable cause = e.getRootCause();
      problems.answer(cause == null ? e : cause, http, answer);
    } catch (IOException | RuntimeException e) {
      problems.answer(e, http, answer);
    } finally {
      sample.stop(timer(http, answer));
      MDC.remove(REQUEST_ID);
    }
  }

  private Timer timer(HttpServletRequest request, HttpServletResponse response) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return meters.timer(
        "http.server.requests",
        "method",
        METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
        "uri",
        pattern == null ? "none" : pattern.toString(),
        "status",
        Integer.toString(response.getStatus()));
  }
}
