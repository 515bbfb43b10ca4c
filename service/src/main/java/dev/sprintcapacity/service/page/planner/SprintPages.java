package dev.sprintcapacity.service.page.planner;

import static java.util.stream.Collectors.joining;

import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.sprint.SprintCursor;
import dev.sprintcapacity.postgres.sprint.SprintPage;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.page.PageRenderer;
import dev.sprintcapacity.service.page.PageRoute;
import dev.sprintcapacity.service.sprint.SprintQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages of sprints. */
@Controller
public final class SprintPages {

  private static final String HTML = "text/html";

  /** Sprints of one page: two years of sprints of two weeks. */
  private static final int PAGE = 52;

  /** A new sprint is proposed from a Monday to the Sunday of the next week. */
  private static final int PROPOSED_DAYS = 13;

  private final PageRenderer renderer;
  private final SprintQueries queries;
  private final Clock clock;

  public SprintPages(PageRenderer renderer, SprintQueries queries, Clock clock) {
    this.renderer = renderer;
    this.queries = queries;
    this.clock = clock;
  }

  /** The list of sprints, latest start first, and its timeline. */
  @GetMapping(path = "/", produces = HTML)
  public Reply list(HttpServletRequest request) {
    ListFilter filter = ListFilter.of(request);
    SprintPage page = queries.sprints(filter.filter(), filter.after(), PAGE);
    List<SprintRow> rows =
        page.sprints().stream().map(StoredSprint::sprint).map(SprintRow::of).toList();
    SprintCursor next = page.next();
    Map<String, Object> model = new HashMap<>();
    model.put("rows", rows);
    model.put("filter", filter);
    model.put("statuses", Arrays.stream(SprintStatus.values()).map(SprintStatus::label).toList());
    model.put("older", next == null ? "" : filter.olderPath(next));
    if (!rows.isEmpty()) {
      model.put(
          "timeline", Timeline.of(rows, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }
    return renderer.page("sprints", PageRoute.SPRINTS, model);
  }

  /** The planner of a sprint that does not exist yet. */
  @GetMapping(path = "/sprints/new", produces = HTML)
  public Reply plan() {
    LocalDate start =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    return planner(
        Map.of(
            "title",
            "New sprint",
            "sprintId",
            "",
            "start",
            start.toString(),
            "end",
            start.plusDays(PROPOSED_DAYS).toString()));
  }

  /** The planner of a sprint. */
  @GetMapping(path = "/sprints/{sprintId}", produces = HTML)
  public Reply sprint(@PathVariable("sprintId") String sprintId) {
    StoredSprint stored =
        SprintId.parse(sprintId)
            .flatMap(queries::sprint)
            .orElseThrow(() ->
                new ProblemException(ProblemCode.NOT_FOUND, "There is no sprint with this id."));
    return planner(
        Map.of(
            "title", stored.sprint().plan().name(), "sprintId", sprintId, "start", "", "end", ""));
  }

  private Reply planner(Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("roles", Arrays.stream(Role.values()).map(Role::label).collect(joining("|")));
    return renderer.page("planner", PageRoute.SPRINTS, all);
  }
}
