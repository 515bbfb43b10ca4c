package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.terminal.VisibleText;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The verdict for people: one line, and one more for each difference. */
final class VerdictText {
  private VerdictText() {}

  /**
   * Writes it.
   *
   * @param mostDifferences differences that are listed at most
   */
  static String of(Verdict verdict, int mostDifferences) {
    StringBuilder text = new StringBuilder();
    Verdict.Counts counts = verdict.counts();
    text.append(verdict.clean() ? "CLEAN: " : "DIFFERENT: ")
        .append(
            Arrays.stream(DifferenceKind.values())
                .map(kind -> verdict.count(kind) + " " + kind.word())
                .collect(Collectors.joining(", ")))
        .append(
            "; %d rows, %d records, %d sprints, %d waiting%n"
                .formatted(counts.rows(), counts.records(), counts.sprints(), counts.waiting()));
    if (counts.notComparable() > 0) {
      text.append(
          "not comparable: %d rows before the topics' beginning, whose records retention removed%n"
              .formatted(counts.notComparable()));
    }
    if (counts.unknownTopic() > 0) {
      text.append(
          "not comparable: %d rows of topics that this version does not know%n"
              .formatted(counts.unknownTopic()));
    }
    verdict.differences().stream()
        .limit(mostDifferences)
        .forEach(difference -> append(text, difference));
    if (verdict.differences().size() > mostDifferences) {
      text.append(
          "and %d more differences: --max-differences lists more%n"
              .formatted(verdict.differences().size() - mostDifferences));
    }
    if (verdict.unexamined() > 0) {
      text.append(
          "and %d more sprints that differ, not looked at event by event: right these first%n"
              .formatted(verdict.unexamined()));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Difference difference) {
    String place =
        difference.place() == null
            ? ""
            : " partition %d offset %d"
                .formatted(difference.place().partition(), difference.place().offset());
    String line =
        "%s: sprint %s, sequence %s, ce_id %s, %s%s: %s"
            .formatted(
                difference.kind().word(),
                orNone(difference.sprintId()),
                difference.sequence() == FoundRecord.NO_SEQUENCE ? "none" : difference.sequence(),
                orNone(difference.id()),
                difference.topic(),
                place,
                difference.detail());
    text.append(VisibleText.of(line)).append('\n');
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }
}
