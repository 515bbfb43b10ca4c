package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.json.JsonReader;
import dev.sprintcapacity.cli.json.JsonReading;
import dev.sprintcapacity.cli.json.JsonTree;
import java.util.Optional;

/**
 * How far the relay says it has come: what a snapshot of the event table sees is published, and of
 * a backlog up to another snapshot what is not behind a position.
 *
 * @param published all rows this snapshot sees are in the topics
 * @param until the end of the backlog; the same snapshot where there is none
 * @param position rows of the backlog up to this position are in the topics
 */
record RelayCursor(String published, String until, long position) {
  /** Compacted topic in which relays keep their cursors, one partition. */
  static final String TOPIC = "sprintcap.relay.cursor";

  /** Says of no row that it is published. */
  static final RelayCursor NONE = new RelayCursor("1:1:", "1:1:", 0);

  /** The only form this version knows. */
  private static final String FORMAT = "1";

  /** The cursor in a record, where it is one and speaks of this event table. */
  static Optional<RelayCursor> parse(byte[] json, TableIdentity table) {
    return JsonReader.read(json) instanceof JsonReading.Valid(JsonTree.ObjectNode root)
            && number(root, "format").filter(FORMAT::equals).isPresent()
            && object(root, "log").filter(log -> isOf(table, log)).isPresent()
        ? object(root, "cursor").flatMap(RelayCursor::of)
        : Optional.empty();
  }

  private static boolean isOf(TableIdentity table, JsonTree.ObjectNode log) {
    return log.findText("id").filter(table.logId()::equals).isPresent()
        && number(log, "database_oid").filter(table.databaseOid()::equals).isPresent();
  }

  private static Optional<RelayCursor> of(JsonTree.ObjectNode cursor) {
    return cursor
        .findText("published")
        .map(published ->
            new RelayCursor(
                published,
                cursor.findText("until").orElse(published),
                number(cursor, "position").map(Long::parseLong).orElse(0L)));
  }

  private static Optional<JsonTree.ObjectNode> object(JsonTree.ObjectNode in, String name) {
    return in.find(name)
        .filter(JsonTree.ObjectNode.class::isInstance)
        .map(JsonTree.ObjectNode.class::cast);
  }

  private static Optional<String> number(JsonTree.ObjectNode in, String name) {
    return in.find(name)
        .filter(JsonTree.NumberNode.class::isInstance)
        .map(JsonTree.NumberNode.class::cast)
        .map(JsonTree.NumberNode::digits);
  }
}
