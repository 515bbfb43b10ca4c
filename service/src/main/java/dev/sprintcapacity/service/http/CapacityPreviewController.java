package dev.sprintcapacity.service.http;

import dev.sprintcapacity.service.http.body.JsonReader;
import dev.sprintcapacity.service.http.body.SprintBody;
import dev.sprintcapacity.service.http.json.PreviewJson;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemWriter;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.http.server.BodyBytes;
import dev.sprintcapacity.service.sprint.PreviewCapacity;
import dev.sprintcapacity.service.sprint.SprintReading;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Computes capacities of sprints that nobody has stored. */
@Controller
public final class CapacityPreviewController {

  /** The capacity of the sprint in the body, explained. */
  @PostMapping(path = "/v1/capacity/preview", produces = Reply.JSON)
  public Reply preview(HttpServletRequest request) {
    return switch (SprintBody.read(
        JsonReader.parse(BodyBytes.read(request, List.of(Reply.JSON))))) {
      case SprintReading.Invalid invalid ->
          ProblemWriter.reply(Problem.invalid(invalid.violations()), request);
      case SprintReading.Valid valid ->
          Reply.json(HttpServletResponse.SC_OK, PreviewJson.of(PreviewCapacity.of(valid.sprint())));
    };
  }
}
