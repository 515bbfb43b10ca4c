package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the stream.
 *
 * @param filter what it wants
 * @param from where it was; null begins now
 */
public record StreamQuery(StreamFilter filter, @Nullable StreamCursor from) {

  private static final String HEADER = "Last-Event-ID";
  private static final String SPRINT = "sprint";
  private static final String TYPE = "type";
  private static final String AFTER = "after";

  /** Whoever wants more sprints than this wants all. */
  private static final int MOST_SPRINTS = 100;

  private static final String TYPES =
      Arrays.stream(EventType.values()).map(EventType::wireName).collect(Collectors.joining(", "));

  /**
   * Reads the request. The header, which browsers send when they come again, wins over {@code
   * after}, with which the same URL began.
   *
   * @throws ProblemException with what is wrong
   */
  public static StreamQuery of(HttpServletRequest request) {
    QueryParameters query =
        new QueryParameters(
            request.getQueryString(), List.of(SPRINT, TYPE, AFTER), List.of(SPRINT, TYPE));
    List<SprintId> sprints =
        query.readAll(SPRINT, "the id of a sprint, such as sprint-123", SprintId::parse);
    List<EventType> types = query.readAll(TYPE, "one of " + TYPES, EventType::fromWireName);
    Optional<StreamCursor> after =
        query.read(AFTER, "the id of a message of this stream, as it came", StreamCursor::parse);
    if (sprints.size() > MOST_SPRINTS) {
      query.problem(SPRINT, "must be given at most %d times".formatted(MOST_SPRINTS));
    }
    query.refuseProblems();
    return new StreamQuery(
        new StreamFilter(
            new HashSet<>(sprints.stream().map(SprintId::value).toList()),
            new HashSet<>(types.stream().map(EventType::wireName).toList())),
        header(request).or(() -> after).orElse(null));
  }

  private static Optional<StreamCursor> header(HttpServletRequest request) {
    String text = request.getHeader(HEADER);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<StreamCursor> cursor = StreamCursor.parse(text);
    if (cursor.isEmpty()) {
      throw new ProblemException(
          ProblemCode.INVALID_HEADER,
          HEADER
              + " must be the id of a message of this stream, as it came, but is something else."
              + " Leave it out to begin now.");
    }
    return cursor;
  }
}
