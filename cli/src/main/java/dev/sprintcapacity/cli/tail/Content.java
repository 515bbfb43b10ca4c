package dev.sprintcapacity.cli.tail;

import dev.sprintcapacity.cli.json.JsonReader;
import dev.sprintcapacity.cli.json.JsonReading;
import dev.sprintcapacity.cli.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a record turned out to be. Closed: a reader of a topic meets these four cases
 * and no other, and each is shown in its own way.
 */
sealed interface Content {

  /** The member of an envelope that makes it one. */
  String EVENT_TYPE = "event_type";

  /** An event: a JSON object that names its type. */
  record Envelope(JsonTree.ObjectNode object) implements Content {}

  /** JSON, but not an event. */
  record OtherJson(JsonTree tree) implements Content {}

  /** Not JSON at all; the reason may quote the value. */
  record Malformed(String reason, String text) implements Content {}

  /** No value: what deletes a key of a compacted topic. */
  record Absent() implements Content {}

  /** Reads the value of a record; never fails. */
  static Content of(byte @Nullable [] value) {
    if (value == null) {
      return new Absent();
    }
    return switch (JsonReader.read(value)) {
      case JsonReading.Malformed malformed ->
          new Malformed(malformed.reason(), TailRecord.textOf(value));
      case JsonReading.Valid(JsonTree.ObjectNode object)
          when object.findText(EVENT_TYPE).isPresent() ->
          new Envelope(object);
      case JsonReading.Valid(JsonTree tree) -> new OtherJson(tree);
    };
  }
}
