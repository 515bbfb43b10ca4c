package dev.sprintcapacity.service.http.paging;

import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long pages are, and how a page links to the next one. */
public final class Paging {

  /** Items of a page where the client does not say. */
  public static final int DEFAULT_LIMIT = 50;

  /** Largest page. */
  public static final int MAX_LIMIT = 200;

  private Paging() {}

  /** The limit that the client asks for, or the usual one. */
  public static int limit(QueryParameters query) {
    return query
        .read("limit", "a whole number from 1 to " + MAX_LIMIT, Paging::limit)
        .orElse(DEFAULT_LIMIT);
  }

  /** The value of the Link header that leads to the next page with the same filters. */
  public static String nextLink(String path, Map<String, String> filters, String cursor) {
    Map<String, String> query = new LinkedHashMap<>(filters);
    query.put("cursor", cursor);
    String text =
        query.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "<%s?%s>; rel=\"next\"".formatted(path, text);
  }

  /** The refusal of a cursor that no page gave out. */
  public static ProblemException invalidCursor() {
    return new ProblemException(
        ProblemCode.INVALID_CURSOR,
        "The cursor is not one that a page of this list gave out. Begin without one.");
  }

  private static Optional<Integer> limit(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    int limit = Integer.parseInt(text);
    return limit >= 1 && limit <= MAX_LIMIT ? Optional.of(limit) : Optional.empty();
  }
}
