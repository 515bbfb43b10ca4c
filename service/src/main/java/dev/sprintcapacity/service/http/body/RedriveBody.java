package dev.sprintcapacity.service.http.body;

import dev.sprintcapacity.consumer.deadletter.Position;
import dev.sprintcapacity.consumer.deadletter.Selection;
import dev.sprintcapacity.service.http.body.JsonValue.JsonObject;
import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.operations.RedriveRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what to send back from a document and reports everything that is wrong with it at once. */
public final class RedriveBody {

  private static final List<String> KNOWN = List.of("selection", "position", "key", "dryRun");
  private static final List<String> POSITION_KNOWN = List.of("topic", "partition", "offset");
  private static final List<String> SELECTIONS = List.of("one", "key", "all");

  /** Kafka's own bound. */
  private static final int LONGEST_TOPIC = 249;

  private static final int LONGEST_KEY = 1_000;

  private RedriveBody() {}

  /**
   * What to send back.
   *
   * @throws ProblemException with code {@code VALIDATION_FAILED} and every problem of the document
   */
  public static RedriveRequest read(JsonValue document) {
    Violations violations = new Violations();
    RedriveRequest request = null;
    if (document instanceof JsonObject object) {
      request = request(new ObjectFields(object, JsonPath.ROOT, violations));
    } else {
      violations.add(
          JsonPath.ROOT, "must be a redrive object, but is " + document.kind(), document);
    }
    if (request == null || !violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations.all()));
    }
    return request;
  }

  private static @Nullable RedriveRequest request(ObjectFields fields) {
    Boolean dryRun = fields.requiredTruth("dryRun");
    String kind =
        fields.requiredText(
            "selection",
            text ->
                SELECTIONS.contains(text.strip())
                    ? Optional.empty()
                    : Optional.of("must be one of " + String.join(", ", SELECTIONS)));
    Position position = fields.object("position", "position", RedriveBody::position);
    String key =
        fields.checkedText(
            "key",
            text ->
                text.isBlank() || text.length() > LONGEST_KEY
                    ? Optional.of("must have 1 to %d characters".formatted(LONGEST_KEY))
                    : Optional.empty());
    fields.refuseUnknown(KNOWN, List.of());
    Selection selection = kind == null ? null : selection(kind, position, key, fields);
    return selection == null || dryRun == null ? null : new RedriveRequest(selection, dryRun);
  }

  private static @Nullable Selection selection(
      String kind, @Nullable Position position, @Nullable String key, ObjectFields fields) {
    fields.onlyWith("position", kind.equals("one"), "selection one");
    fields.onlyWith("key", kind.equals("key"), "selection key");
    return switch (kind) {
      case "one" -> position == null ? null : Selection.one(position);
      case "key" -> key == null ? null : Selection.key(key);
      default -> Selection.all();
    };
  }

  private static @Nullable Position position(ObjectFields fields) {
    String topic = fields.requiredLine("topic", LONGEST_TOPIC);
    Long partition = fields.requiredWholeNumber("partition", Integer.MAX_VALUE);
    Long offset = fields.requiredWholeNumber("offset", Long.MAX_VALUE);
    fields.refuseUnknown(POSITION_KNOWN, List.of());
    return topic == null || partition == null || offset == null
        ? null
        : new Position(topic, partition.intValue(), offset);
  }
}
