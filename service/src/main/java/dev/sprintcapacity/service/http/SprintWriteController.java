package dev.sprintcapacity.service.http;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.service.http.body.JsonReader;
import dev.sprintcapacity.service.http.body.JsonValue;
import dev.sprintcapacity.service.http.body.MergePatch;
import dev.sprintcapacity.service.http.body.SprintBody;
import dev.sprintcapacity.service.http.json.SprintJson;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.http.server.BodyBytes;
import dev.sprintcapacity.service.http.server.WriteLimit;
import dev.sprintcapacity.service.sprint.CreateSprint;
import dev.sprintcapacity.service.sprint.DeleteSprint;
import dev.sprintcapacity.service.sprint.ReviseSprint;
import dev.sprintcapacity.service.sprint.Revision;
import dev.sprintcapacity.service.sprint.SprintOutcome;
import dev.sprintcapacity.service.sprint.SprintReading;
import dev.sprintcapacity.service.sprint.WriteRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Plans, changes and removes sprints. */
@Controller
public final class SprintWriteController {

  private static final List<String> JSON = List.of(Reply.JSON);
  private static final List<String> PATCHES = List.of("application/merge-patch+json", Reply.JSON);

  private final CreateSprint createSprint;
  private final ReviseSprint reviseSprint;
  private final DeleteSprint deleteSprint;
  private final WriteLimit limit;

  public SprintWriteController(
      CreateSprint createSprint,
      ReviseSprint reviseSprint,
      DeleteSprint deleteSprint,
      WriteLimit limit) {
    this.createSprint = createSprint;
    this.reviseSprint = reviseSprint;
    this.deleteSprint = deleteSprint;
    this.limit = limit;
  }

  /** Plans a new sprint. */
  @PostMapping(path = OutcomeReplies.SPRINTS, produces = Reply.JSON)
  public Reply create(HttpServletRequest request) {
    return limit.run(() -> created(request));
  }

  /** Replaces the plan of a sprint. */
  @PutMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}", produces = Reply.JSON)
  public Reply replace(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return limit.run(() -> {
      SprintReading wanted = SprintBody.read(JsonReader.parse(BodyBytes.read(request, JSON)));
      return revised(sprintId, current -> wanted, request);
    });
  }

  /** Changes some of the plan of a sprint. */
  @PatchMapping(path = OutcomeReplies.SPRINTS + "/{sprintId}", produces = Reply.JSON)
  public Reply patch(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    return limit.run(() -> {
      JsonValue patch = JsonReader.parse(BodyBytes.read(request, PATCHES));
      return revised(
          sprintId,
          current ->
              SprintBody.read(MergePatch.apply(JsonReader.parse(SprintJson.of(current)), patch)),
          request);
    });
  }

  /** Removes a sprint. */
  @DeleteMapping(OutcomeReplies.SPRINTS + "/{sprintId}")
  public Reply delete(@PathVariable("sprintId") String sprintId, HttpServletRequest request) {
    WriteRequest write = WriteRequests.changing(request);
    return limit.run(() ->
        SprintId.parse(sprintId)
            .map(id -> deleteSprint.delete(id, write))
            .map(outcome -> reply(outcome, HttpServletResponse.SC_NO_CONTENT, request))
            .orElseGet(() -> OutcomeReplies.unknownSprint(sprintId, request)));
  }

  private Reply created(HttpServletRequest request) {
    JsonValue body = JsonReader.parse(BodyBytes.read(request, JSON));
    WriteRequest write = WriteRequests.creating(request, body, HttpServletResponse.SC_CREATED);
    return switch (SprintBody.read(body)) {
      case SprintReading.Invalid invalid ->
          ProblemWriter.reply(Problem.invalid(invalid.violations()), request);
      case SprintReading.Valid valid ->
          reply(
              createSprint.create(valid.sprint(), write), HttpServletResponse.SC_CREATED, request);
    };
  }

  private Reply revised(String sprintId, Revision revision, HttpServletRequest request) {
    WriteRequest write = WriteRequests.changing(request);
    Optional<SprintId> id = SprintId.parse(sprintId);
    return id.isEmpty()
        ? OutcomeReplies.unknownSprint(sprintId, request)
        : reply(reviseSprint.revise(id.get(), revision, write), HttpServletResponse.SC_OK, request);
  }

  private static Reply reply(SprintOutcome outcome, int successStatus, HttpServletRequest request) {
    return OutcomeReplies.reply(outcome, successStatus, request);
  }
}
