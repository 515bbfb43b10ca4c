package dev.sprintcapacity.service.http.problem;

import dev.sprintcapacity.service.http.json.JsonBytes;
import dev.sprintcapacity.service.http.reply.Reply;
import dev.sprintcapacity.service.sprint.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a refusal as RFC 9457 asks. */
public final class ProblemWriter {

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Attribute of the request under which its id is kept. */
  public static final String REQUEST_ID = ProblemWriter.class.getName() + ".requestId";

  /** A path longer than this is cut; it only helps to recognise the request. */
  private static final int INSTANCE_CHARS = 200;

  /** A body of one megabyte can hold more mistakes than anybody reads. */
  static final int MAX_LISTED_ERRORS = 200;

  private ProblemWriter() {}

  /** The response that tells the problem. */
  public static Reply reply(Problem problem, HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    headers.put("Content-Type", MEDIA_TYPE);
    headers.put("Cache-Control", "no-store");
    String requestId = request.getAttribute(REQUEST_ID) instanceof String id ? id : null;
    return new Reply(
        problem.code().status(), headers, body(problem, request.getRequestURI(), requestId));
  }

  /** The body of the response. */
  public static byte[] body(Problem problem, @Nullable String path, @Nullable String requestId) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeStringProperty("type", problem.code().type());
      json.writeStringProperty("title", problem.code().title());
      json.writeNumberProperty("status", problem.code().status());
      json.writeStringProperty("detail", problem.detail());
      if (path != null) {
        json.writeStringProperty(
            "instance", path.substring(0, Math.min(path.length(), INSTANCE_CHARS)));
      }
      json.writeStringProperty("code", problem.code().name());
      if (requestId != null) {
        json.writeStringProperty("requestId", requestId);
      }
      if (!problem.errors().isEmpty()) {
        errors(json, problem.errors());
      }
      json.writeEndObject();
    });
  }

  private static void errors(JsonGenerator json, List<Violation> errors) {
    json.writeName("errors");
    json.writeStartArray();
    for (Violation error : errors.subList(0, Math.min(errors.size(), MAX_LISTED_ERRORS))) {
      json.writeStartObject();
      json.writeStringProperty("field", error.field());
      json.writeStringProperty("message", error.message());
      Object rejected = error.rejectedValue();
      if (rejected != null) {
        json.writeName("rejectedValue");
        value(json, rejected);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Object value) {
    switch (value) {
      case Boolean truth -> json.writeBoolean(truth);
      case BigDecimal number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
