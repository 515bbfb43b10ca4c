package dev.sprintcapacity.service.health;

import dev.sprintcapacity.service.http.json.JsonBytes;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.core.JsonGenerator;

/**
 * Tells orchestrators and people how the service is. Ready means that writes can be stored: Kafka
 * is no part of that, because events wait in their table until it is there.
 */
@Controller
public final class HealthController {

  private final DatabaseHealth database;
  private final HealthDetails details;

  public HealthController(DatabaseHealth database, HealthDetails details) {
    this.database = database;
    this.details = details;
  }

  /** Up where writes can be stored. */
  @GetMapping(path = "/health", produces = Reply.JSON)
  public Reply health() {
    return status(isUp());
  }

  /** Up as long as anything is answered at all. */
  @GetMapping(path = "/health/live", produces = Reply.JSON)
  public Reply live() {
    return status(true);
  }

  /** Up where requests should be sent here. */
  @GetMapping(path = "/health/ready", produces = Reply.JSON)
  public Reply ready() {
    return status(isUp());
  }

  /** Everything about the parts, without secrets. */
  @GetMapping(path = "/health/detailed", produces = Reply.JSON)
  public Reply detailed() {
    DatabaseHealth.State state = database.state();
    boolean up = state instanceof DatabaseHealth.State.Up;
    return reply(up, JsonBytes.of(json -> details.write(json, state)));
  }

  private boolean isUp() {
    return database.state() instanceof DatabaseHealth.State.Up;
  }

  private static Reply status(boolean up) {
    return reply(
        up,
        JsonBytes.of(json -> {
          json.writeStartObject();
          writeStatus(json, up);
          json.writeEndObject();
        }));
  }

  static void writeStatus(JsonGenerator json, boolean up) {
    json.writeStringProperty("status", up ? "UP" : "DOWN");
  }

  private static Reply reply(boolean up, byte[] body) {
    return Reply.json(
            up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, body)
        .with("Cache-Control", "no-store");
  }
}
