package dev.sprintcapacity.service.http.paging;

import dev.sprintcapacity.consumer.deadletter.Position;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.operations.LetterQuestion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the list of dead letters.
 *
 * @param question which
 * @param repeated the parameters that the link to the next page repeats
 */
public record LetterListQuery(LetterQuestion question, Map<String, String> repeated) {

  private static final List<String> KNOWN = List.of("waiting", "key", "limit", "cursor");

  /** Keys are ids of sprints; Kafka's may be longer, but then nobody types them. */
  private static final int MOST_KEY_CHARS = 1_000;

  private static final Pattern CURSOR =
      Pattern.compile("([a-zA-Z0-9._-]{1,249})@([0-9]{1,9})@([0-9]{1,18})");

  /**
   * Reads the query.
   *
   * @throws ProblemException with code {@code INVALID_PARAMETER} and all problems, or {@code
   *     INVALID_CURSOR}
   */
  public static LetterListQuery of(@Nullable String rawQuery) {
    QueryParameters query = new QueryParameters(rawQuery, KNOWN);
    Optional<Boolean> waiting = query.read("waiting", "true or false", LetterListQuery::truth);
    Optional<String> key =
        query.read(
            "key",
            "a key of 1 to %d characters".formatted(MOST_KEY_CHARS),
            text -> Optional.of(text).filter(it -> !it.isEmpty() && it.length() <= MOST_KEY_CHARS));
    int limit = Paging.limit(query);
    Optional<String> cursor = query.read("cursor", "a cursor", Optional::of);
    query.refuseProblems();
    Position after =
        cursor.map(text -> parse(text).orElseThrow(Paging::invalidCursor)).orElse(null);
    Map<String, String> repeated = new LinkedHashMap<>();
    waiting.ifPresent(only -> repeated.put("waiting", only.toString()));
    key.ifPresent(text -> repeated.put("key", text));
    repeated.put("limit", Integer.toString(limit));
    return new LetterListQuery(
        new LetterQuestion(waiting.orElse(false), key.orElse(null), after, limit), repeated);
  }

  /** The cursor behind a dead letter. */
  public static String cursor(Position last) {
    String text = "%s@%d@%d".formatted(last.topic(), last.partition(), last.offset());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Position> parse(String text) {
    try {
      Matcher parts =
          CURSOR.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      return parts.matches()
          ? Optional.of(
              new Position(
                  parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
