package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.consumers.analytics.AnalyticsConsumer;
import dev.sprintcapacity.consumers.analytics.AnalyticsNotReadyException;
import dev.sprintcapacity.consumers.analytics.AnalyticsQueries;
import dev.sprintcapacity.consumers.analytics.FiguresCursor;
import dev.sprintcapacity.consumers.analytics.FiguresPage;
import dev.sprintcapacity.consumers.analytics.HistoryPage;
import dev.sprintcapacity.consumers.analytics.SprintFigures;
import dev.sprintcapacity.domain.text.IdentifierRule;
import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows what the analytics consumer keeps: it is as new as the events which that has handled. */
@Controller
public final class AnalyticsController {

  private static final String SPRINTS = "/v1/analytics/sprints";

  /** Making the tables is the first thing that the consumer does. */
  private static final Duration RETRY_NOT_READY = Duration.ofSeconds(5);

  private final AnalyticsQueries queries;

  public AnalyticsController(AnalyticsQueries queries) {
    this.queries = queries;
  }

  /** A page of figures, earliest start first. */
  @GetMapping(
      path = SPRINTS,
      produces = {Reply.JSON, Format.CSV_TYPE})
  public Reply sprints(HttpServletRequest request) {
    FiguresQuery query = FiguresQuery.of(request);
    FiguresPage page = read(() -> queries.sprints(query.filter(), query.after(), query.limit()));
    FiguresCursor cursor = page.next();
    String next = cursor == null ? null : FiguresQuery.token(cursor);
    Reply reply =
        switch (query.format()) {
          case JSON -> json(AnalyticsJson.sprints(page.sprints(), next));
          case CSV -> csv(AnalyticsCsv.sprints(page.sprints()), "sprints");
        };
    return linked(reply, SPRINTS, query.repeated(), next);
  }

  /** A page of the history of one sprint, in order. */
  @GetMapping(
      path = SPRINTS + "/{sprintId}/history",
      produces = {Reply.JSON, Format.CSV_TYPE})
  public Reply history(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    HistoryQuery query = HistoryQuery.of(request);
    SprintFigures sprint = sprint(sprintId);
    HistoryPage page = read(() -> queries.history(sprintId, query.after(), query.limit()));
    String next = page.next().isEmpty() ? null : Long.toString(page.next().getAsLong());
    Reply reply =
        switch (query.format()) {
          case JSON -> json(AnalyticsJson.history(sprint, page.points(), next));
          case CSV -> csv(AnalyticsCsv.history(sprint, page.points()), "history-of-" + sprintId);
        };
    return linked(reply, "%s/%s/history".formatted(SPRINTS, sprintId), query.repeated(), next);
  }

  private SprintFigures sprint(String sprintId) {
    Optional<SprintFigures> found =
        IdentifierRule.problemIn(sprintId).isPresent()
            ? Optional.empty()
            : read(() -> queries.sprint(sprintId));
    return found.orElseThrow(() ->
        new ProblemException(
            ProblemCode.NOT_FOUND,
            "Analytics knows no sprint with this id. One that was just created is known when its"
                + " event has come."));
  }

  private static Reply json(byte[] body) {
    return Reply.json(HttpServletResponse.SC_OK, body).with("Vary", "Accept");
  }

  /** Names are made of ids, which need no quoting inside of the quotes. */
  private static Reply csv(byte[] body, String name) {
    return Reply.of(AnalyticsCsv.CONTENT_TYPE, body)
        .with("Vary", "Accept")
        .with("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name));
  }

  private static Reply linked(
      Reply reply, String path, Map<String, String> repeated, @Nullable String next) {
    return next == null ? reply : reply.with("Link", Paging.nextLink(path, repeated, next));
  }

  private static <T> T read(Query<T> query) {
    try {
      return query.run();
    } catch (AnalyticsNotReadyException e) {
      throw new ProblemException(
          Problem.of(
                  ProblemCode.ANALYTICS_NOT_READY,
                  "The database has no analytics yet. Start the consumer of group %s against it, which makes the tables and fills them from the events."
                      .formatted(AnalyticsConsumer.GROUP))
              .retryAfter(RETRY_NOT_READY));
    } catch (SQLException e) {
      throw new UncategorizedSQLException("read analytics", null, e);
    }
  }

  /** A question to the database. */
  private interface Query<T> {
    T run() throws SQLException;
  }
}
