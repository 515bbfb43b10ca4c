package dev.sprintcapacity.service.page.planner;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.sprint.SprintCursor;
import dev.sprintcapacity.postgres.sprint.SprintFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked of the list of sprints. What cannot be understood is said on the page and
 * left aside, so that there is always a list.
 *
 * @param status label of a state, or empty for all
 * @param from first day as it was typed, or empty
 * @param to last day as it was typed, or empty
 * @param filter what it comes to
 * @param after where the list goes on; null for its beginning
 * @param problems what could not be understood
 */
public record ListFilter(
    String status,
    String from,
    String to,
    SprintFilter filter,
    @Nullable SprintCursor after,
    List<String> problems) {

  public ListFilter {
    problems = List.copyOf(problems);
  }

  /** The filter of a request. */
  static ListFilter of(HttpServletRequest request) {
    List<String> problems = new ArrayList<>();
    String status = text(request, "status");
    String from = text(request, "from");
    String to = text(request, "to");
    Optional<SprintStatus> state = SprintStatus.fromLabel(status);
    if (state.isEmpty() && !status.isEmpty()) {
      problems.add("There is no such status; all sprints are shown.");
    }
    LocalDate first = date(from, "The first day", problems);
    LocalDate last = date(to, "The last day", problems);
    if (first != null && last != null && last.isBefore(first)) {
      problems.add("The last day is before the first, so no sprint can match.");
    }
    String cursor = text(request, "after");
    Optional<SprintCursor> after = SprintCursor.parse(cursor);
    if (after.isEmpty() && !cursor.isEmpty()) {
      problems.add("The link to these sprints is broken; this is the beginning of the list.");
    }
    return new ListFilter(
        status,
        from,
        to,
        new SprintFilter(first, last, state.orElse(null)),
        after.orElse(null),
        problems);
  }

  /** Whether anything narrows the list. */
  public boolean narrows() {
    return !filter.equals(SprintFilter.ALL);
  }

  /** The address of the sprints behind this place, under the same filter. */
  String olderPath(SprintCursor next) {
    return "/?status=%s&from=%s&to=%s&after=%s"
        .formatted(encoded(status), encoded(from), encoded(to), encoded(next.token()));
  }

  private static String text(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  private static @Nullable LocalDate date(String text, String what, List<String> problems) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (DateRange.problemIn(date).isEmpty()) {
        return date;
      }
    } catch (DateTimeParseException _) {
      // told below, as a date out of bounds is
    }
    problems.add(what + " must be a date like 2025-12-01; it is left aside.");
    return null;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
