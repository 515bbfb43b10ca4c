package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.consumers.analytics.AnalyticsQueries;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import java.util.Optional;

/** How long pages are: their rows are short, and charts want many. */
final class Limits {

  /** Rows of a page where the client does not say. */
  static final int DEFAULT = 500;

  private Limits() {}

  /** The limit that the client asks for, or the usual one. */
  static int of(QueryParameters query) {
    return query
        .read("limit", "a whole number from 1 to " + AnalyticsQueries.MAX_LIMIT, Limits::parse)
        .orElse(DEFAULT);
  }

  private static Optional<Integer> parse(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int limit = Integer.parseInt(text);
    return limit >= 1 && limit <= AnalyticsQueries.MAX_LIMIT
        ? Optional.of(limit)
        : Optional.empty();
  }
}
