package dev.sprintcapacity.cli.tail;

import static java.util.stream.Collectors.joining;

import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.settings.NearestName;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an event type; a name that is none is answered with the nearest that is. */
final class EventTypeNames {
  private EventTypeNames() {}

  static EventType parse(String name) {
    return EventType.fromWireName(name).orElseThrow(() -> unknown(name));
  }

  static List<String> all() {
    return Arrays.stream(EventType.values()).map(EventType::wireName).toList();
  }

  private static TypeConversionException unknown(String name) {
    String nearest =
        NearestName.of(name, all()).map(near -> "; did you mean " + near + "?").orElse("");
    return new TypeConversionException(
        "'%s' is not an event type%s The types are %s."
            .formatted(
                name, nearest.isEmpty() ? "." : nearest, all().stream().collect(joining(", "))));
  }
}
