package dev.sprintcapacity.consumers.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.events.EventType;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as clients get it: {@code {"type":"team_updated","data":{…}}}. Written once and shared
 * by all of them.
 *
 * @param sprintId whose channel it goes to, besides that of all
 * @param text the JSON
 */
public record DashboardMessage(String sprintId, String text) {

  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final String DATA = "data";

  /** Checks that nothing is missing. */
  public DashboardMessage {
    Objects.requireNonNull(sprintId, "sprintId");
    Objects.requireNonNull(text, "text");
  }

  /**
   * The message of an event; its data stay byte by byte what the event holds.
   *
   * @param type of the event
   * @param sprintId the key of the event
   * @param value the event's JSON, as it is in Kafka
   * @throws ConsumersException where the value is no event
   */
  public static DashboardMessage of(EventType type, String sprintId, byte[] value) {
    return new DashboardMessage(
        sprintId, "{\"type\":\"%s\",\"data\":%s}".formatted(typeName(type), data(value)));
  }

  /** What clients know an event's type as. */
  public static String typeName(EventType type) {
    return switch (type) {
      case SPRINT_CREATED -> "sprint_created";
      case SPRINT_UPDATED -> "sprint_updated";
      case SPRINT_STARTED -> "sprint_started";
      case SPRINT_COMPLETED -> "sprint_completed";
      case SPRINT_DELETED -> "sprint_deleted";
      case TEAM_MEMBER_ADDED -> "team_added";
      case TEAM_MEMBER_UPDATED -> "team_updated";
    };
  }

  private static String data(byte[] value) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean found = json.currentName().equals(DATA);
          JsonToken first = json.nextToken();
          int start = (int) json.currentTokenLocation().getByteOffset();
          json.skipChildren();
          if (found && first == JsonToken.START_OBJECT) {
            int end = (int) json.currentLocation().getByteOffset();
            return new String(value, start, end - start, UTF_8);
          }
        }
      }
    } catch (JacksonException e) {
      throw new ConsumersException("An event is not JSON: " + new String(value, UTF_8), e);
    }
    throw new ConsumersException("An event has no object \"data\": " + new String(value, UTF_8));
  }
}
