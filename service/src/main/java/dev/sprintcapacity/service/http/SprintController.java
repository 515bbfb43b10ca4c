package dev.sprintcapacity.service.http;

import dev.sprintcapacity.domain.capacity.CapacityCalculator;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.postgres.sprint.SprintCursor;
import dev.sprintcapacity.postgres.sprint.SprintPage;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.http.conditional.EntityTags;
import dev.sprintcapacity.service.http.json.CapacityJson;
import dev.sprintcapacity.service.http.json.PageJson;
import dev.sprintcapacity.service.http.json.SprintJson;
import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.paging.SprintListQuery;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.sprint.SprintQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Reads sprints. */
@Controller
public final class SprintController {

  private final SprintQueries queries;

  public SprintController(SprintQueries queries) {
    this.queries = queries;
  }

  /** A page of sprints, latest start first. */
  @GetMapping(path = OutcomeReplies.SPRINTS, produces = Reply.JSON)
  public Reply list(HttpServletRequest request) {
    SprintListQuery query = SprintListQuery.of(request.getQueryString());
    SprintPage page = queries.sprints(query.filter(), query.after(), query.limit());
    SprintCursor next = page.next();
    Reply reply =
        Reply.json(
            HttpServletResponse.SC_OK,
            PageJson.of(
                page.sprints(),
                (json, stored) -> SprintJson.write(json, stored.sprint()),
                next == null ? null : next.token()));
    return next == null
        ? reply
        : reply.with(
            "Link", Paging.nextLink(OutcomeReplies.SPRINTS, query.repeated(), next.token()));
  }

  /** One sprint. */
  @GetMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}", produces = Reply.JSON)
  public Reply find(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return shown(sprintId, request, stored -> SprintJson.of(stored.sprint()));
  }

  /** The capacity of one sprint. */
  @GetMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}/capacity", produces = Reply.JSON)
  public Reply capacity(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return shown(
        sprintId,
        request,
        stored ->
            CapacityJson.of(
                stored.sprint().id(), CapacityCalculator.capacityOf(stored.sprint().plan())));
  }

  private Reply shown(
      String sprintId, HttpServletRequest request, Function<StoredSprint, byte[]> body) {
    Optional<StoredSprint> found = SprintId.parse(sprintId).flatMap(queries::sprint);
    if (found.isEmpty()) {
      return OutcomeReplies.unknownSprint(sprintId, request);
    }
    StoredSprint stored = found.get();
    Reply reply =
        EntityTags.ifNoneMatchHas(stored.version(), request)
            ? Reply.empty(HttpServletResponse.SC_NOT_MODIFIED).with("Cache-Control", "no-cache")
            : Reply.json(HttpServletResponse.SC_OK, body.apply(stored));
    return reply.with("ETag", EntityTags.of(stored.version()));
  }
}
