package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/**
 * The JSON Schemas (2020-12) of the values, one per event type, each describing envelope and data.
 *
 * @since 0.1.0
 */
public final class EventSchemas {
  private static final String BASE_URI = "https://schemas.sprintcapacity.dev/events/";

  private EventSchemas() {}

  /**
   * Reads the schema of a type from this module's resources.
   *
   * @param type the event type
   * @return the schema's text
   */
  public static String schemaOf(EventType type) {
    String resource = "/schemas/" + fileName(type.wireName());
    try (InputStream in = EventSchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new EventFormatException(
            "no schema at %s: the events jar is not complete".formatted(resource));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new EventFormatException("cannot read the schema at " + resource, e);
    }
  }

  /**
   * The URI of the schema of a type: its {@code $id}, and the {@code ce_dataschema} of its records.
   *
   * @param type the event type
   * @return the URI
   */
  public static String uriOf(EventType type) {
    return uriOf(type.wireName());
  }

  static String uriOf(String typeName) {
    return BASE_URI + fileName(typeName);
  }

  private static String fileName(String typeName) {
    return typeName + ".v1.json";
  }
}
