package dev.sprintcapacity.service.http.paging;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.text.IdentifierRule;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the list of people.
 *
 * @param after null for the first page
 * @param limit items of a page
 * @param repeated the parameters that the link to the next page repeats
 */
public record PeopleListQuery(@Nullable MemberId after, int limit, Map<String, String> repeated) {

  private static final List<String> KNOWN = List.of("limit", "cursor");

  /**
   * Reads the query.
   *
   * @throws ProblemException {@link ProblemCode#INVALID_PARAMETER} with all problems, or {@link
   *     ProblemCode#INVALID_CURSOR}
   */
  public static PeopleListQuery of(@Nullable String rawQuery) {
    QueryParameters query = new QueryParameters(rawQuery, KNOWN);
    int limit = Paging.limit(query);
    Optional<String> cursor = query.read("cursor", "a cursor", Optional::of);
    query.refuseProblems();
    MemberId after =
        cursor.map(text -> parse(text).orElseThrow(Paging::invalidCursor)).orElse(null);
    return new PeopleListQuery(after, limit, Map.of("limit", Integer.toString(limit)));
  }

  /** The cursor behind a person. */
  public static String cursor(MemberId last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<MemberId> parse(String text) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return IdentifierRule.problemIn(id).isEmpty()
          ? Optional.of(new MemberId(id))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
