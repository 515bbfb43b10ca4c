package dev.sprintcapacity.service.http;

import dev.sprintcapacity.postgres.idempotency.StoredResponse;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.http.conditional.EntityTags;
import dev.sprintcapacity.service.http.json.SprintJson;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.sprint.Refusal;
import dev.sprintcapacity.service.sprint.SprintOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** The one place where outcomes of use cases become responses. */
final class OutcomeReplies {

  /** The route below which a sprint is found under its id. */
  static final String SPRINTS = "/v1/sprints";

  private static final Duration RETRY_BUSY = Duration.ofSeconds(1);

  private OutcomeReplies() {}

  /** The response to a write whose success has this status. */
  static Reply reply(SprintOutcome outcome, int successStatus, HttpServletRequest request) {
    return switch (outcome) {
      case SprintOutcome.Changed changed -> success(changed.stored(), successStatus);
      case SprintOutcome.Unchanged unchanged -> success(unchanged.stored(), successStatus);
      case SprintOutcome.Deleted deleted -> Reply.empty(HttpServletResponse.SC_NO_CONTENT);
      case SprintOutcome.Replayed replayed -> replayed(replayed.response());
      case SprintOutcome.Refused refused -> ProblemWriter.reply(problem(refused.reason()), request);
    };
  }

  /** The response that shows a sprint; with its place where it is new. */
  static Reply success(StoredSprint stored, int status) {
    Reply reply =
        Reply.json(status, SprintJson.of(stored.sprint()))
            .with("ETag", EntityTags.of(stored.version()));
    return status == HttpServletResponse.SC_CREATED
        ? reply.with("Location", SPRINTS + "/" + stored.sprint().id().value())
        : reply;
  }

  /** What is kept under an idempotency key. */
  static StoredResponse kept(StoredSprint stored, int status) {
    Reply reply = success(stored, status);
    return new StoredResponse(
        reply.status(), reply.headers(), reply.body(), stored.sprint().id().value());
  }

  static Reply unknownSprint(String id, HttpServletRequest request) {
    return ProblemWriter.reply(problem(new Refusal.UnknownSprint(id)), request);
  }

  private static Reply replayed(StoredResponse response) {
    return new Reply(response.status(), response.headers(), response.body())
        .with("Idempotency-Replayed", "true");
  }

  private static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case Refusal.UnknownSprint unknown ->
          Problem.of(ProblemCode.NOT_FOUND, "There is no sprint with this id.");
      case Refusal.NumberTaken taken ->
          Problem.of(
              ProblemCode.DUPLICATE_SPRINT_NUMBER,
              "Another sprint has the number %s.".formatted(taken.number().value()));
      case Refusal.OtherVersion other ->
          Problem.of(
              ProblemCode.VERSION_CONFLICT,
              "The sprint is in version %d, If-Match asks for %s. Read it and try again."
                  .formatted(other.version(), other.condition()));
      case Refusal.NotPlanned state ->
          Problem.of(
              ProblemCode.SPRINT_NOT_PLANNED,
              "Only a planned sprint can start; this one is %s.".formatted(state.status().label()));
      case Refusal.NotActive state ->
          Problem.of(
              ProblemCode.SPRINT_NOT_ACTIVE,
              "Only an active sprint can be completed; this one is %s."
                  .formatted(state.status().label()));
      case Refusal.AlreadyCompleted completed ->
          Problem.of(
              ProblemCode.SPRINT_COMPLETED,
              "A completed sprint stays as it is; it can be deleted.");
      case Refusal.InvalidContent invalid -> Problem.invalid(invalid.violations());
      case Refusal.KeyReused reused ->
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "This Idempotency-Key was sent with another request. Make a new key for each.");
      case Refusal.SprintBusy busy ->
          Problem.of(
                  ProblemCode.TOO_MANY_REQUESTS,
                  "Too many changes of this sprint are waiting. Try again shortly.")
              .retryAfter(RETRY_BUSY);
    };
  }
}
