package dev.sprintcapacity.consumers.analytics;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some points of a sprint's history, and where the next ones begin.
 *
 * @param points in the order of their sequences
 * @param next the sequence to ask the next page with; empty where this page is the last
 */
public record HistoryPage(List<HistoryPoint> points, OptionalLong next) {
  public HistoryPage {
    points = List.copyOf(points);
  }
}
