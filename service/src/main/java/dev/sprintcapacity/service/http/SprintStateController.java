package dev.sprintcapacity.service.http;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.http.server.WriteLimit;
import dev.sprintcapacity.service.sprint.CompleteSprint;
import dev.sprintcapacity.service.sprint.SprintOutcome;
import dev.sprintcapacity.service.sprint.StartSprint;
import dev.sprintcapacity.service.sprint.WriteRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Starts and completes sprints. */
@Controller
public final class SprintStateController {

  private final StartSprint startSprint;
  private final CompleteSprint completeSprint;
  private final WriteLimit limit;

  public SprintStateController(
      StartSprint startSprint, CompleteSprint completeSprint, WriteLimit limit) {
    this.startSprint = startSprint;
    this.completeSprint = completeSprint;
    this.limit = limit;
  }

  /** Starts a planned sprint. */
  @PostMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}/start", produces = Reply.JSON)
  public Reply start(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return change(sprintId, request, startSprint::start);
  }

  /** Completes an active sprint. */
  @PostMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}/complete", produces = Reply.JSON)
  public Reply complete(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return change(sprintId, request, completeSprint::complete);
  }

  private Reply change(
      String sprintId,
      HttpServletRequest request,
      BiFunction<SprintId, WriteRequest, SprintOutcome> change) {
    WriteRequest write = WriteRequests.posting(request, HttpServletResponse.SC_OK);
    Optional<SprintId> id = SprintId.parse(sprintId);
    return id.isEmpty()
        ? OutcomeReplies.unknownSprint(sprintId, request)
        : limit.run(() ->
            OutcomeReplies.reply(
                change.apply(id.get(), write), HttpServletResponse.SC_OK, request));
  }
}
