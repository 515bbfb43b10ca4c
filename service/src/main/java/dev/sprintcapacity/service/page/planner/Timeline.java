package dev.sprintcapacity.service.page.planner;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sprints as bars over calendar weeks, in pixels of a drawing. Bars that overlap lie in different
 * lanes. Immutable.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param weeks from left to right
 * @param bars in the order of their start
 * @param todayX where the present day begins; null where it is out of the drawing
 * @param leftOut sprints that ended before the first week that is drawn
 */
public record Timeline(
    int width,
    int height,
    List<Week> weeks,
    List<Bar> bars,
    @Nullable Integer todayX,
    int leftOut) {

  /** A longer drawing is scrolled forever and read by nobody: a year and a quarter. */
  static final int MOST_WEEKS = 65;

  /** Fewer weeks would make one sprint look like all of time. */
  private static final int LEAST_WEEKS = 8;

  private static final int DAYS_PER_WEEK = 7;

  /** What fits a wide screen without scrolling. */
  private static final int USUAL_WIDTH = 1120;

  /** Narrower, and the dates above the weeks run into each other. */
  private static final int LEAST_DAY_WIDTH = 8;

  private static final int HEAD = 28;
  private static final int LANE = 38;
  private static final int BAR = 30;
  private static final int FOOT = 8;

  /**
   * A calendar week.
   *
   * @param x where its Monday begins
   * @param label its Monday
   */
  public record Week(int x, String label) {}

  /**
   * A sprint.
   *
   * @param row which
   * @param x left edge
   * @param y upper edge
   * @param width from the first day to the last
   * @param height of every bar
   */
  public record Bar(SprintRow row, int x, int y, int width, int height) {

    /** Where its text stands. */
    public int textY() {
      return y + height / 2;
    }
  }

  public Timeline {
    weeks = List.copyOf(weeks);
    bars = List.copyOf(bars);
  }

  /** The timeline of these sprints, which are at least one. */
  static Timeline of(List<SprintRow> rows, LocalDate today) {
    List<SprintRow> sorted = rows.stream().sorted(Comparator.comparing(SprintRow::first)).toList();
    LocalDate end =
        rows.stream()
            .map(SprintRow::last)
            .max(Comparator.naturalOrder())
            .orElse(today)
            .with(TemporalAdjusters.nextOrSame(SUNDAY));
    LocalDate earliest = sorted.getFirst().first().with(TemporalAdjusters.previousOrSame(MONDAY));
    LocalDate bound = end.plusDays(1).minusWeeks(MOST_WEEKS);
    LocalDate start = earliest.isBefore(bound) ? bound : earliest;
    LocalDate least = start.plusWeeks(LEAST_WEEKS).minusDays(1);
    LocalDate drawnEnd = end.isBefore(least) ? least : end;
    int days = (int) ChronoUnit.DAYS.between(start, drawnEnd) + 1;
    int dayWidth = Math.max(LEAST_DAY_WIDTH, USUAL_WIDTH / days);

    List<SprintRow> shown = sorted.stream().filter(row -> !row.last().isBefore(start)).toList();
    List<LocalDate> laneEnds = new ArrayList<>();
    List<Bar> bars = new ArrayList<>();
    for (SprintRow row : shown) {
      int lane = lane(row, laneEnds);
      int x = x(row.first().isBefore(start) ? start : row.first(), start, dayWidth);
      int right = x(row.last().plusDays(1), start, dayWidth);
      bars.add(new Bar(row, x, HEAD + lane * LANE + (LANE - BAR) / 2, right - x, BAR));
    }
    boolean todayIsDrawn = !today.isBefore(start) && !today.isAfter(drawnEnd);
    return new Timeline(
        days * dayWidth,
        HEAD + laneEnds.size() * LANE + FOOT,
        weeks(start, drawnEnd, dayWidth),
        bars,
        todayIsDrawn ? x(today, start, dayWidth) : null,
        rows.size() - shown.size());
  }

  /** The first lane that is free on the sprint's first day; it is taken until the last. */
  private static int lane(SprintRow row, List<LocalDate> laneEnds) {
    for (int lane = 0; lane < laneEnds.size(); lane++) {
      if (laneEnds.get(lane).isBefore(row.first())) {
        laneEnds.set(lane, row.last());
        return lane;
      }
    }
    laneEnds.add(row.last());
    return laneEnds.size() - 1;
  }

  private static List<Week> weeks(LocalDate start, LocalDate end, int dayWidth) {
    List<Week> weeks = new ArrayList<>();
    for (LocalDate monday = start; !monday.isAfter(end); monday = monday.plusDays(DAYS_PER_WEEK)) {
      weeks.add(new Week(x(monday, start, dayWidth), DateWords.dayAndMonth(monday)));
    }
    return weeks;
  }

  private static int x(LocalDate date, LocalDate start, int dayWidth) {
    return (int) ChronoUnit.DAYS.between(start, date) * dayWidth;
  }
}
