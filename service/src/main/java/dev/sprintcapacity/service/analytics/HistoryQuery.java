package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks of the history of one sprint.
 *
 * @param after the sequence of the last point that was seen; 0 for the first page
 * @param limit points of a page
 * @param format what to answer with
 * @param repeated the parameters that the link to the next page repeats
 */
record HistoryQuery(long after, int limit, Format format, Map<String, String> repeated) {

  private static final List<String> KNOWN = List.of("limit", "cursor", Format.PARAMETER);

  /**
   * Reads the query.
   *
   * @throws ProblemException {@code INVALID_PARAMETER} with all problems, or {@code INVALID_CURSOR}
   */
  static HistoryQuery of(HttpServletRequest request) {
    QueryParameters query = new QueryParameters(request.getQueryString(), KNOWN);
    int limit = Limits.of(query);
    Optional<Format> format = Format.asked(query);
    Optional<String> cursor = query.read("cursor", "a cursor", Optional::of);
    query.refuseProblems();
    Map<String, String> repeated = new LinkedHashMap<>();
    repeated.put("limit", Integer.toString(limit));
    format.ifPresent(asked -> repeated.put(Format.PARAMETER, asked.label()));
    return new HistoryQuery(
        cursor.map(HistoryQuery::sequence).orElse(0L),
        limit,
        format.orElseGet(() -> Format.accepted(request)),
        repeated);
  }

  private static long sequence(String cursor) {
    if (!cursor.matches("[1-9][0-9]{0,17}")) {
      throw Paging.invalidCursor();
    }
    return Long.parseLong(cursor);
  }
}
