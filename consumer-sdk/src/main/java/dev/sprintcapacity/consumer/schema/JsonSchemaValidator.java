package dev.sprintcapacity.consumer.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Validates against the schemas that come with the events, by the networknt validator. The only
 * class that needs that library; see {@link ShippedSchemas#validator}.
 */
final class JsonSchemaValidator implements SchemaValidator {
  /** More violations than a reader of a dead letter looks at. */
  private static final int MAX_VIOLATIONS = 10;

  private final Map<String, Schema> schemas;

  JsonSchemaValidator() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Map<String, Schema> all = new HashMap<>();
    for (EventType type : EventType.values()) {
      all.put(type.wireName(), registry.getSchema(EventSchemas.schemaOf(type)));
    }
    this.schemas = Map.copyOf(all);
  }

  @Override
  public List<String> violations(String eventType, byte[] value) {
    Schema schema = schemas.get(eventType);
    if (schema == null) {
      return List.of();
    }
    return schema
        .validate(
            new String(value, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .limit(MAX_VIOLATIONS)
        .map(JsonSchemaValidator::placeAndRule)
        .toList();
  }

  private static String placeAndRule(Error error) {
    return error.getInstanceLocation() + " breaks " + error.getKeyword();
  }
}
