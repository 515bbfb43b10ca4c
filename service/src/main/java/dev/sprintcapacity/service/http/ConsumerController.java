package dev.sprintcapacity.service.http;

import dev.sprintcapacity.consumer.deadletter.Position;
import dev.sprintcapacity.domain.text.QuotedValue;
import dev.sprintcapacity.service.http.body.JsonReader;
import dev.sprintcapacity.service.http.body.RedriveBody;
import dev.sprintcapacity.service.http.json.GroupJson;
import dev.sprintcapacity.service.http.json.LetterJson;
import dev.sprintcapacity.service.http.json.PageJson;
import dev.sprintcapacity.service.http.paging.LetterListQuery;
import dev.sprintcapacity.service.http.paging.Paging;
import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.http.server.BodyBytes;
import dev.sprintcapacity.service.operations.ConsumerGroup;
import dev.sprintcapacity.service.operations.DeadLetterDesk;
import dev.sprintcapacity.service.operations.KafkaOperations;
import dev.sprintcapacity.service.operations.LetterPage;
import dev.sprintcapacity.service.operations.RedriveOutcome;
import dev.sprintcapacity.service.operations.RedriveRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Shows consumer groups and their dead letters, and sends dead letters back. */
@Controller
public final class ConsumerController {

  private static final String PATH = "/v1/consumers";
  private static final Duration RETRY_KAFKA = Duration.ofSeconds(5);

  private final Optional<KafkaOperations> kafka;

  /**
   * The routes.
   *
   * @param kafka empty where the service runs without Kafka
   */
  public ConsumerController(Optional<KafkaOperations> kafka) {
    this.kafka = kafka;
  }

  /** The groups that read our topics, with their lag. */
  @GetMapping(path = PATH, produces = Reply.JSON)
  public Reply list(HttpServletRequest request) {
    new QueryParameters(request.getQueryString(), List.of()).refuseProblems();
    return Reply.json(HttpServletResponse.SC_OK, GroupJson.of(operations().groups().list()))
        .with("Cache-Control", "no-store");
  }

  /** A page of dead letters of a group. */
  @GetMapping(path = PATH + "/{group}/dead-letters", produces = Reply.JSON)
  public Reply deadLetters(@PathVariable("group") String name, HttpServletRequest request) {
    LetterListQuery query = LetterListQuery.of(request.getQueryString());
    ConsumerGroup group = group(name);
    LetterPage page = operations().deadLetters().list(group, query.question());
    Position next = page.next();
    String cursor = next == null ? null : LetterListQuery.cursor(next);
    Reply reply =
        Reply.json(
                HttpServletResponse.SC_OK, PageJson.of(page.letters(), LetterJson::write, cursor))
            .with("Cache-Control", "no-store");
    return cursor == null
        ? reply
        : reply.with(
            "Link",
            Paging.nextLink(
                "%s/%s/dead-letters".formatted(PATH, group.name()), query.repeated(), cursor));
  }

  /** Sends dead letters back to their group. */
  @PostMapping(path = PATH + "/{group}/redrive", produces = Reply.JSON)
  public Reply redrive(@PathVariable("group") String name, HttpServletRequest request) {
    RedriveRequest redrive =
        RedriveBody.read(JsonReader.parse(BodyBytes.read(request, List.of(Reply.JSON))));
    ConsumerGroup group = group(name);
    return switch (operations().deadLetters().redrive(group, redrive)) {
      case RedriveOutcome.Done done ->
          Reply.json(HttpServletResponse.SC_OK, LetterJson.of(done.report()))
              .with("Cache-Control", "no-store");
      case RedriveOutcome.Stopped stopped ->
          ProblemWriter.reply(
              Problem.of(
                      ProblemCode.KAFKA_UNAVAILABLE,
                      "The %s; %d of %d dead letters were sent back."
                          .formatted(
                              stopped.reason(),
                              stopped.report().redriven(),
                              stopped.report().selected()))
                  .retryAfter(RETRY_KAFKA),
              request);
    };
  }

  private KafkaOperations operations() {
    return kafka.orElseThrow(() ->
        new ProblemException(
            ProblemCode.KAFKA_DISABLED,
            "This service runs without Kafka, so it has no consumer groups. Set"
                + " SPRINTCAP_KAFKA_ENABLED=true and restart it."));
  }

  private ConsumerGroup group(String name) {
    return operations()
        .groups()
        .find(name)
        .filter(DeadLetterDesk::canHold)
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.NOT_FOUND,
                "No group %s reads the topics of events. GET /v1/consumers lists those that do."
                    .formatted(QuotedValue.of(name))));
  }
}
