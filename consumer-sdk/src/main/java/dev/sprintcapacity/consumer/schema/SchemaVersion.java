package dev.sprintcapacity.consumer.schema;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import java.util.Objects;
import java.util.Optional;

/**
 * The version of a value, as the {@code ce_dataschema} header gives it: {@code
 * …/sprint.created.v1.json} is version 1 of {@code sprint.created}.
 *
 * @param eventType the type the schema describes
 * @param version 0 to {@value #MAX_VERSION}
 * @since 0.1.0
 */
public record SchemaVersion(String eventType, int version) {
  /** More than there will ever be: keeps the number to four digits. */
  public static final int MAX_VERSION = 9999;

  private static final String SUFFIX = ".json";
  private static final String MARK = ".v";
  private static final int MAX_DIGITS = 4;

  /** Checks that a type is named and the version is in range. */
  public SchemaVersion {
    Objects.requireNonNull(eventType, "eventType");
    if (eventType.isEmpty()) {
      throw new ConsumerException("a schema version needs the type of an event, but it is empty");
    }
    if (version < 0 || version > MAX_VERSION) {
      throw new ConsumerException(
          "the version of %s must be 0 to %d, but is %d"
              .formatted(eventType, MAX_VERSION, version));
    }
  }

  /**
   * Reads a schema's URI.
   *
   * @param uri the value of {@code ce_dataschema}
   * @return the version; empty where the URI does not end as those of this service do
   */
  public static Optional<SchemaVersion> parse(String uri) {
    String file = uri.substring(uri.lastIndexOf('/') + 1);
    int mark = file.lastIndexOf(MARK);
    if (mark < 1 || !file.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    int from = mark + MARK.length();
    int to = file.length() - SUFFIX.length();
    if (to <= from || to - from > MAX_DIGITS) {
      return Optional.empty();
    }
    int version = 0;
    for (int i = from; i < to; i++) {
      char digit = file.charAt(i);
      if (digit < '0' || digit > '9') {
        return Optional.empty();
      }
      version = version * 10 + (digit - '0');
    }
    return Optional.of(new SchemaVersion(file.substring(0, mark), version));
  }

  /**
   * The version this library decodes.
   *
   * @param type a type this version of the contract knows
   * @return today's version of it
   */
  public static SchemaVersion current(EventType type) {
    return parse(EventSchemas.uriOf(type))
        .orElseThrow(() ->
            new ConsumerException(
                "the schema of %s has no version in its URI %s: the events jar does not fit"
                    .formatted(type.wireName(), EventSchemas.uriOf(type))));
  }
}
