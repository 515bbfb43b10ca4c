package dev.sprintcapacity.service.analytics;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sprintcapacity.consumers.analytics.HistoryPoint;
import dev.sprintcapacity.consumers.analytics.SprintFigures;
import dev.sprintcapacity.service.http.json.Times;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes figures and histories as RFC 4180 asks, in UTF-8, names first. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front; numbers, dates and times are as they are.
 */
final class AnalyticsCsv {

  /** With what a reader cannot tell from the bytes. */
  static final String CONTENT_TYPE = Format.CSV_TYPE + ";charset=UTF-8;header=present";

  /** What a spreadsheet calculates begins with one of these. */
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private AnalyticsCsv() {}

  /** A page of figures. */
  static byte[] sprints(List<SprintFigures> sprints) {
    return written(csv -> {
      csv.writeRecord(
          "sprintId",
          "sprintName",
          "sprintNumber",
          "status",
          "startDate",
          "endDate",
          "workingDays",
          "confidencePercentage",
          "teamSize",
          "capacityDays",
          "createdAt",
          "updatedAt");
      for (SprintFigures sprint : sprints) {
        csv.writeRecord(
            text(sprint.sprintId()),
            text(sprint.sprintName()),
            text(sprint.sprintNumber()),
            sprint.state().label(),
            sprint.startDate().toString(),
            sprint.endDate().toString(),
            Integer.toString(sprint.workingDays()),
            number(sprint.confidencePercentage()),
            Integer.toString(sprint.teamSize()),
            number(sprint.capacityDays()),
            Times.text(sprint.createdAt()),
            Times.text(sprint.updatedAt()));
      }
    });
  }

  /** A page of a sprint's history. */
  static byte[] history(SprintFigures sprint, List<HistoryPoint> points) {
    return written(csv -> {
      csv.writeRecord(
          "sprintId",
          "at",
          "sequence",
          "eventType",
          "teamSize",
          "workingDays",
          "confidencePercentage",
          "capacityDays");
      for (HistoryPoint point : points) {
        csv.writeRecord(
            text(sprint.sprintId()),
            Times.text(point.at()),
            Long.toString(point.sequence()),
            text(point.eventType()),
            Integer.toString(point.teamSize()),
            Integer.toString(point.workingDays()),
            number(point.confidencePercentage()),
            number(point.capacityDays()));
      }
    });
  }

  /** The text, unless a spreadsheet would calculate it. */
  static String text(String value) {
    return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String number(BigDecimal value) {
    return value.toPlainString();
  }

  private static byte[] written(Consumer<CsvWriter> rows) {
    StringWriter text = new StringWriter();
    // no buffer before the one that the text is: nothing to flush
    rows.accept(CsvWriter.builder().bufferSize(0).build(text));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
