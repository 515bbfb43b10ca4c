package dev.sprintcapacity.service.http.problem;

import java.util.Locale;

/** Every kind of refusal: its code on the wire, its HTTP status and its title. */
public enum ProblemCode {
  BAD_REQUEST(400, "The request is not valid HTTP"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  INVALID_PARAMETER(400, "A query parameter is not valid"),
  INVALID_CURSOR(400, "The cursor is not valid"),
  INVALID_HEADER(400, "A header is not valid"),
  ORIGIN_NOT_ALLOWED(403, "The origin is not allowed"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  DUPLICATE_SPRINT_NUMBER(409, "The sprint number is taken"),
  SPRINT_NOT_PLANNED(409, "The sprint is not planned"),
  SPRINT_NOT_ACTIVE(409, "The sprint is not active"),
  SPRINT_COMPLETED(409, "The sprint is completed"),
  KAFKA_DISABLED(409, "The service runs without Kafka"),
  CURSOR_OF_ANOTHER_LOG(409, "The cursor is of another event log"),
  VERSION_CONFLICT(412, "The sprint was changed"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  VALIDATION_FAILED(422, "The content is not valid"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
  TOO_MANY_REQUESTS(429, "Too many requests at once"),
  INTERNAL_ERROR(500, "Something went wrong"),
  TOO_MANY_LIVE_CLIENTS(503, "Too many clients have live updates"),
  DATABASE_UNAVAILABLE(503, "The database is not available"),
  KAFKA_UNAVAILABLE(503, "Kafka is not available"),
  ANALYTICS_NOT_READY(503, "Analytics has not begun");

  private static final String TYPE_BASE = "https://sprintcapacity.dev/problems/";

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** HTTP status of the response. */
  public int status() {
    return status;
  }

  /** Short text, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** URI that names the kind of problem. */
  public String type() {
    return TYPE_BASE + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
