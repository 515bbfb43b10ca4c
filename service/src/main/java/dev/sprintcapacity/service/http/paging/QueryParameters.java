package dev.sprintcapacity.service.http.paging;

import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.sprint.Violation;
import dev.sprintcapacity.settings.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, read strictly: known names only, each once unless it may be repeated; all
 * problems at once.
 */
public final class QueryParameters {

  /** Rejected values are cut: they are shown to be recognised. */
  private static final int SHOWN_CHARS = 100;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** Reads a raw query against the names that this route knows. */
  public QueryParameters(@Nullable String query, List<String> known) {
    this(query, known, List.of());
  }

  /** The same, where some of the names may be given several times. */
  public QueryParameters(@Nullable String query, List<String> known, List<String> repeatable) {
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        add(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            decoded(equals < 0 ? "" : pair.substring(equals + 1)),
            known,
            repeatable);
      }
    }
  }

  /** The value under a rule; empty where it is absent, or where the rule finds a problem. */
  public <T> Optional<T> read(String name, String expected, Function<String, Optional<T>> rule) {
    return readAll(name, expected, rule).stream().findFirst();
  }

  /** All values of a parameter that are as the rule wants them, in their order. */
  public <T> List<T> readAll(String name, String expected, Function<String, Optional<T>> rule) {
    List<T> found = new ArrayList<>();
    for (String text : values.getOrDefault(name, List.of())) {
      Optional<T> value = rule.apply(text);
      value.ifPresent(found::add);
      if (value.isEmpty()) {
        violations.add(new Violation(name, "must be " + expected, shown(text)));
      }
    }
    return found;
  }

  /** Notes a problem between parameters. */
  public void problem(String name, String message) {
    violations.add(
        new Violation(name, message, shown(values.getOrDefault(name, List.of("")).getFirst())));
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException {@link ProblemCode#INVALID_PARAMETER} with everything that was found
   */
  public void refuseProblems() {
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      String detail =
          violations.size() == 1
              ? "%s %s.".formatted(first.field(), first.message())
              : "%d problems: see errors.".formatted(violations.size());
      throw new ProblemException(
          new Problem(ProblemCode.INVALID_PARAMETER, detail, violations, Map.of()));
    }
  }

  private void add(String name, String value, List<String> known, List<String> repeatable) {
    String field = known.contains(name) ? name : QuotedValue.of(name);
    if (!known.contains(name)) {
      violations.add(
          new Violation(
              field,
              NearestName.of(name, known)
                  .map(near -> "is not a known parameter; did you mean %s?".formatted(near))
                  .orElseGet(() ->
                      known.isEmpty()
                          ? "is not a known parameter; this route has none"
                          : "is not a known parameter; known are " + String.join(", ", known)),
              null));
    } else if (values.containsKey(name) && !repeatable.contains(name)) {
      violations.add(new Violation(field, "must be given once", shown(value)));
    } else {
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          "The query has a %% that is not followed by two hexadecimal digits: %s."
              .formatted(QuotedValue.of(text)));
    }
  }
}
