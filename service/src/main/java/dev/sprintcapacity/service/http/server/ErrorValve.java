package dev.sprintcapacity.service.http.server;

import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat itself refuses before any route sees it: the same shape of error, and neither
 * a page nor a version nor a stack trace.
 */
final class ErrorValve extends ErrorReportValve {

  private static final Map<Integer, ProblemCode> CODES =
      Map.of(
          HttpServletResponse.SC_NOT_FOUND, ProblemCode.NOT_FOUND,
          HttpServletResponse.SC_METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, ProblemCode.BODY_TOO_LARGE);

  /** Wishes of the request that no server fulfils: it is at fault, not this service. */
  private static final Set<Integer> WISHES =
      Set.of(
          HttpServletResponse.SC_NOT_IMPLEMENTED,
          HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);

  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private final RequestIds ids;

  ErrorValve(RequestIds ids) {
    this.ids = ids;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    boolean clientsFault = status < FIRST_SERVER_ERROR || WISHES.contains(status);
    ProblemCode code =
        CODES.getOrDefault(
            status, clientsFault ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL_ERROR);
    String requestId = ids.of(request);
    byte[] body = ProblemWriter.body(Problem.of(code, code.title() + "."), null, requestId);
    try {
      response.setStatus(code.status());
      response.setHeader(RequestIds.HEADER, requestId);
      response.setContentType(ProblemWriter.MEDIA_TYPE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      container.getLogger().debug("The client left before it was answered", e);
    }
  }
}
