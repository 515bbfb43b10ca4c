package dev.sprintcapacity.consumer.schema;

import dev.sprintcapacity.consumer.spi.SchemaValidator;
import java.util.Optional;

/**
 * Validation against the JSON Schemas that come with the events.
 *
 * @since 0.1.0
 */
public final class ShippedSchemas {
  private static final String LIBRARY = "com.networknt.schema.SchemaRegistry";

  private ShippedSchemas() {}

  /**
   * A validator of the shipped schemas, where {@code com.networknt:json-schema-validator} 3 is on
   * the class path; it is an optional dependency. Reads all schemas once; keep what is returned.
   *
   * @return the validator; empty where the library is absent, and the strict decoder is then the
   *     only check
   */
  public static Optional<SchemaValidator> validator() {
    return libraryIsPresent() ? Optional.of(new JsonSchemaValidator()) : Optional.empty();
  }

  private static boolean libraryIsPresent() {
    try {
      Class.forName(LIBRARY, false, ShippedSchemas.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
