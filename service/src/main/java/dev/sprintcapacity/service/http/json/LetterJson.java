package dev.sprintcapacity.service.http.json;

import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.deadletter.Position;
import dev.sprintcapacity.consumer.deadletter.RedriveReport;
import dev.sprintcapacity.consumer.deadletter.Refusal;
import dev.sprintcapacity.service.operations.ShownBytes;
import dev.sprintcapacity.service.operations.ShownLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes dead letters, and what a redrive did with them. */
public final class LetterJson {

  private LetterJson() {}

  /** One dead letter within a document. */
  public static void write(JsonGenerator json, ShownLetter shown) {
    DeadLetter letter = shown.letter();
    json.writeStartObject();
    position(json, "position", letter.position());
    json.writeStringProperty("writtenAt", Times.text(letter.writtenAt()));
    position(json, "origin", letter.origin());
    time(json, "originTimestamp", letter.originTimestamp());
    SprintJson.text(json, "key", letter.keyText().orElse(null));
    bytes(json, "value", shown.value());
    SprintJson.list(
        json,
        "headers",
        shown.headers(),
        header -> {
          json.writeStartObject();
          json.writeStringProperty("name", header.name());
          bytes(json, "value", header.value());
          json.writeEndObject();
        });
    failure(json, letter.failure());
    json.writeNumberProperty("redriveCount", letter.redriveCount());
    json.writeBooleanProperty("redriven", letter.redriven());
    json.writeEndObject();
  }

  /** A report as a document. */
  public static byte[] of(RedriveReport report) {
    return JsonBytes.of(json -> {
      json.writeStartObject();
      json.writeBooleanProperty("dryRun", report.dryRun());
      json.writeNumberProperty("selected", report.selected());
      json.writeNumberProperty("redriven", report.redriven());
      List<Map.Entry<Refusal, Long>> refused =
          report.refused().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
      SprintJson.list(
          json,
          "refused",
          refused,
          each -> {
            json.writeStartObject();
            json.writeStringProperty("reason", each.getKey().name());
            json.writeNumberProperty("letters", each.getValue());
            json.writeEndObject();
          });
      SprintJson.list(
          json,
          "examples",
          report.examples(),
          example -> {
            json.writeStartObject();
            position(json, "position", example.position());
            json.writeStringProperty("reason", example.reason().name());
            json.writeEndObject();
          });
      json.writeNumberProperty("endedKeys", report.endedKeys());
      json.writeEndObject();
    });
  }

  private static void failure(JsonGenerator json, DeadLetter.Failure failure) {
    json.writeName("failure");
    json.writeStartObject();
    json.writeNumberProperty("attempts", failure.attempts());
    json.writeStringProperty("reason", failure.reason());
    SprintJson.text(json, "exceptionClass", failure.exceptionClass());
    SprintJson.text(json, "exceptionMessage", failure.exceptionMessage());
    SprintJson.text(json, "causeClass", failure.causeClass());
    SprintJson.text(json, "stackTrace", failure.stackTrace());
    time(json, "firstFailure", failure.firstFailure());
    time(json, "lastFailure", failure.lastFailure());
    json.writeEndObject();
  }

  private static void position(JsonGenerator json, String name, Position position) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("topic", position.topic());
    json.writeNumberProperty("partition", position.partition());
    json.writeNumberProperty("offset", position.offset());
    json.writeEndObject();
  }

  private static void bytes(JsonGenerator json, String name, @Nullable ShownBytes bytes) {
    if (bytes == null) {
      return;
    }
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("text", bytes.text());
    json.writeBooleanProperty("base64", bytes.base64());
    json.writeNumberProperty("sizeBytes", bytes.sizeBytes());
    json.writeBooleanProperty("cut", bytes.cut());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, @Nullable Instant time) {
    if (time != null) {
      json.writeStringProperty(name, Times.text(time));
    }
  }
}
