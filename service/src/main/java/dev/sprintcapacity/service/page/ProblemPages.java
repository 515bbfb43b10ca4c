package dev.sprintcapacity.service.page;

import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemForm;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells problems of pages as pages to browsers. Programs, and whoever asks something of the API,
 * get the document of {@link ProblemWriter} as ever. Thread-safe.
 */
public final class ProblemPages implements ProblemForm {

  /** What is below these is never a page, whatever the client says it takes. */
  private static final List<String> NO_PAGES =
      List.of(
          "/v1/",
          "/health",
          "/metrics",
          "/openapi.json",
          "/docs",
          "/ws",
          Assets.OURS,
          Assets.WEBJARS);

  private final PageRenderer renderer;

  /** Problems on pages of this renderer. */
  public ProblemPages(PageRenderer renderer) {
    this.renderer = renderer;
  }

  @Override
  public Reply reply(Problem problem, HttpServletRequest request) {
    if (!isPage(request)) {
      return ProblemWriter.reply(problem, request);
    }
    boolean unknown = problem.code() == ProblemCode.NOT_FOUND;
    Reply page =
        renderer.problem(
            problem.code().status(),
            Map.of(
                "title", unknown ? "This page does not exist" : problem.code().title(),
                "detail",
                    unknown
                        ? "What was here may have been deleted, or the address is mistyped."
                        : problem.detail(),
                "requestId",
                    request.getAttribute(ProblemWriter.REQUEST_ID) instanceof String id ? id : ""));
    for (Map.Entry<String, String> header : problem.headers().entrySet()) {
      page = page.with(header.getKey(), header.getValue());
    }
    return page.with("Cache-Control", "no-store");
  }

  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && NO_PAGES.stream().noneMatch(path::startsWith)
        && Collections.list(request.getHeaders("Accept")).stream()
            .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"));
  }
}
