package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.consumers.analytics.FiguresCursor;
import dev.sprintcapacity.consumers.analytics.FiguresFilter;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.text.IdentifierRule;
import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the list of figures.
 *
 * @param filter which sprints
 * @param after {@link FiguresCursor#BEGINNING} for the first page
 * @param limit items of a page
 * @param format what to answer with
 * @param repeated the parameters that the link to the next page repeats
 */
record FiguresQuery(
    FiguresFilter filter,
    FiguresCursor after,
    int limit,
    Format format,
    Map<String, String> repeated) {

  private static final List<String> KNOWN =
      List.of("startDate", "endDate", "includeDeleted", "limit", "cursor", Format.PARAMETER);

  private static final char SEPARATOR = ' ';

  /** Longest cursor that is read: a date, an id of the greatest length, in base 64. */
  private static final int MAX_CURSOR_LENGTH = 120;

  /**
   * Reads the query.
   *
   * @throws ProblemException {@code INVALID_PARAMETER} with all problems, or {@code INVALID_CURSOR}
   */
  static FiguresQuery of(HttpServletRequest request) {
    QueryParameters query = new QueryParameters(request.getQueryString(), KNOWN);
    LocalDate from = query.date("startDate").orElse(null);
    LocalDate to = query.date("endDate").orElse(null);
    if (from != null && to != null && to.isBefore(from)) {
      query.problem("endDate", "must not be before startDate");
    }
    boolean includeDeleted =
        query.read("includeDeleted", "true or false", FiguresQuery::truth).orElse(false);
    int limit = Limits.of(query);
    Optional<Format> format = Format.asked(query);
    Optional<String> cursor = query.read("cursor", "a cursor", Optional::of);
    query.refuseProblems();
    Map<String, String> repeated = new LinkedHashMap<>();
    put(repeated, "startDate", from);
    put(repeated, "endDate", to);
    put(repeated, "includeDeleted", includeDeleted ? true : null);
    put(repeated, "limit", limit);
    put(repeated, Format.PARAMETER, format.map(Format::label).orElse(null));
    return new FiguresQuery(
        new FiguresFilter(from, to, includeDeleted),
        cursor.map(FiguresQuery::cursor).orElse(FiguresCursor.BEGINNING),
        limit,
        format.orElseGet(() -> Format.accepted(request)),
        repeated);
  }

  /** The cursor as text that needs no escaping in a URL. */
  static String token(FiguresCursor cursor) {
    String text = cursor.startDate().toString() + SEPARATOR + cursor.sprintId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FiguresCursor cursor(String token) {
    try {
      if (token.length() <= MAX_CURSOR_LENGTH) {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        int end = text.indexOf(SEPARATOR);
        LocalDate startDate = LocalDate.parse(text.substring(0, Math.max(0, end)));
        FiguresCursor cursor = new FiguresCursor(startDate, text.substring(end + 1));
        if (DateRange.problemIn(startDate).isEmpty()
            && IdentifierRule.problemIn(cursor.sprintId()).isEmpty()
            && token(cursor).equals(token)) {
          return cursor;
        }
      }
    } catch (IllegalArgumentException | DateTimeParseException _) {
      // falls through to the one refusal below
    }
    throw Paging.invalidCursor();
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static void put(Map<String, String> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value.toString());
    }
  }
}
