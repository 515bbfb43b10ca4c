package dev.sprintcapacity.service.http.paging;

import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.sprint.SprintCursor;
import dev.sprintcapacity.postgres.sprint.SprintFilter;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the list of sprints.
 *
 * @param filter which sprints
 * @param after null for the first page
 * @param limit items of a page
 * @param repeated the parameters that the link to the next page repeats
 */
public record SprintListQuery(
    SprintFilter filter, @Nullable SprintCursor after, int limit, Map<String, String> repeated) {

  private static final List<String> KNOWN =
      List.of("startDate", "endDate", "status", "limit", "cursor");

  /**
   * Reads the query.
   *
   * @throws ProblemException {@link ProblemCode#INVALID_PARAMETER} with all problems, or {@link
   *     ProblemCode#INVALID_CURSOR}
   */
  public static SprintListQuery of(@Nullable String rawQuery) {
    QueryParameters query = new QueryParameters(rawQuery, KNOWN);
    LocalDate from = query.date("startDate").orElse(null);
    LocalDate to = query.date("endDate").orElse(null);
    if (from != null && to != null && to.isBefore(from)) {
      query.problem("endDate", "must not be before startDate");
    }
    SprintStatus status =
        query
            .read("status", "one of planned, active, completed", SprintStatus::fromLabel)
            .orElse(null);
    int limit = Paging.limit(query);
    String cursor = query.read("cursor", "a cursor", Optional::of).orElse(null);
    query.refuseProblems();
    Map<String, String> repeated = new LinkedHashMap<>();
    put(repeated, "startDate", from);
    put(repeated, "endDate", to);
    put(repeated, "status", status == null ? null : status.label());
    put(repeated, "limit", limit);
    return new SprintListQuery(new SprintFilter(from, to, status), cursor(cursor), limit, repeated);
  }

  private static @Nullable SprintCursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return SprintCursor.parse(text).orElseThrow(Paging::invalidCursor);
  }

  private static void put(Map<String, String> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value.toString());
    }
  }
}
