package dev.sprintcapacity.consumers.jira.stub;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The schemas of the published API. */
final class Schemas {

  static final Schema CREATE = schema("create-sprint");
  static final Schema CHANGE = schema("change-sprint");
  static final Schema SPRINT = schema("sprint");
  static final Schema PAGE = schema("page");
  static final Schema ERROR = schema("error");

  private Schemas() {}

  /** What is wrong with a document. */
  static List<String> violations(Schema schema, String json) {
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static Schema schema(String name) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream file = Schemas.class.getResourceAsStream("/jira-api/" + name + ".json")) {
      return registry.getSchema(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + name, e);
    }
  }
}
