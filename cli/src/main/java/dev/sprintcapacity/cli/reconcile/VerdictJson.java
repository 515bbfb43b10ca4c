package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.json.JsonPrinter;
import dev.sprintcapacity.cli.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/** The verdict for programs: one JSON object on one line. */
final class VerdictJson {
  private VerdictJson() {}

  /**
   * Writes it.
   *
   * @param mostDifferences differences that are listed at most
   */
  static String of(Verdict verdict, int mostDifferences) {
    List<JsonTree.Member> members = new ArrayList<>();
    members.add(text("verdict", verdict.clean() ? "clean" : "different"));
    for (DifferenceKind kind : DifferenceKind.values()) {
      members.add(number(kind.word(), verdict.count(kind)));
    }
    Verdict.Counts counts = verdict.counts();
    members.add(number("rows", counts.rows()));
    members.add(number("records", counts.records()));
    members.add(number("sprints", counts.sprints()));
    members.add(number("waiting", counts.waiting()));
    members.add(number("not_comparable", counts.notComparable()));
    members.add(number("unknown_topic", counts.unknownTopic()));
    members.add(number("sprints_not_examined", verdict.unexamined()));
    members.add(
        new JsonTree.Member(
            "differences",
            new JsonTree.ArrayNode(
                verdict.differences().stream()
                    .limit(mostDifferences)
                    .map(VerdictJson::tree)
                    .toList())));
    StringBuilder line = new StringBuilder();
    JsonPrinter.appendCompact(line, new JsonTree.ObjectNode(members));
    return line.append('\n').toString();
  }

  private static JsonTree tree(Difference difference) {
    List<JsonTree.Member> members = new ArrayList<>();
    members.add(text("kind", difference.kind().word()));
    members.add(text("sprint_id", difference.sprintId()));
    members.add(number("sequence", difference.sequence()));
    members.add(text("ce_id", difference.id()));
    members.add(text("topic", difference.topic()));
    if (difference.place() != null) {
      members.add(number("partition", difference.place().partition()));
      members.add(number("offset", difference.place().offset()));
    }
    members.add(text("detail", difference.detail()));
    return new JsonTree.ObjectNode(members);
  }

  private static JsonTree.Member text(String name, String text) {
    return new JsonTree.Member(name, new JsonTree.TextNode(text));
  }

  private static JsonTree.Member number(String name, long number) {
    return new JsonTree.Member(name, new JsonTree.NumberNode(Long.toString(number)));
  }
}
