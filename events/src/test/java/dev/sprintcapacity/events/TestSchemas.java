package dev.sprintcapacity.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of this module, ready to validate; formats are asserted, not only noted. */
final class TestSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final Map<EventType, Schema> SCHEMAS =
      Arrays.stream(EventType.values())
          .collect(
              toUnmodifiableMap(
                  Function.identity(), type -> REGISTRY.getSchema(EventSchemas.schemaOf(type))));

  private TestSchemas() {}

  static List<Error> errors(EventType type, String json) {
    return schema(type)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  static JsonNode tree(EventType type) {
    return JsonMapper.builder().build().readTree(EventSchemas.schemaOf(type));
  }

  private static Schema schema(EventType type) {
    Schema schema = SCHEMAS.get(type);
    if (schema == null) {
      throw new IllegalStateException("no schema of " + type);
    }
    return schema;
  }
}
