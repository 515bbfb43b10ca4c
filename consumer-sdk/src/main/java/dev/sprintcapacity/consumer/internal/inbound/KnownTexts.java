package dev.sprintcapacity.consumer.internal.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumer.schema.SchemaVersion;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the headers of nearly every record hold, so that none of them is made anew for
 * each record.
 */
final class KnownTexts {
  private static final List<Known> ALL =
      Arrays.stream(EventType.values())
          .map(type ->
              new Known(
                  type.wireName().getBytes(UTF_8),
                  type.wireName(),
                  EventSchemas.uriOf(type).getBytes(UTF_8),
                  SchemaVersion.current(type)))
          .toList();

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Known(byte[] typeBytes, String typeName, byte[] uriBytes, SchemaVersion version) {}

  private KnownTexts() {}

  static String typeName(byte[] utf8) {
    for (Known known : ALL) {
      if (Arrays.equals(known.typeBytes(), utf8)) {
        return known.typeName();
      }
    }
    return new String(utf8, UTF_8);
  }

  /** The version that a schema's URI names; null where it names none. */
  static @Nullable SchemaVersion schema(byte[] utf8) {
    for (Known known : ALL) {
      if (Arrays.equals(known.uriBytes(), utf8)) {
        return known.version();
      }
    }
    return SchemaVersion.parse(new String(utf8, UTF_8)).orElse(null);
  }
}
