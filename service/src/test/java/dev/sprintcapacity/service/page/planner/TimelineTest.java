package dev.sprintcapacity.service.page.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final LocalDate TODAY = LocalDate.of(2025, 12, 5);

  @Test
  void weeks_begin_on_mondays_and_bars_on_their_first_day() {
    Timeline timeline = Timeline.of(List.of(sprint("2025-12-03", "2025-12-16")), TODAY);

    assertThat(timeline.weeks().getFirst()).isEqualTo(new Timeline.Week(0, "1 Dec"));
    assertThat(timeline.weeks()).hasSize(8);
    int day = timeline.width() / 56;
    assertThat(timeline.bars().getFirst().x()).isEqualTo(2 * day);
    assertThat(timeline.bars().getFirst().width()).isEqualTo(14 * day);
    assertThat(timeline.todayX()).isEqualTo(4 * day);
  }

  @Test
  void sprints_that_follow_each_other_share_a_lane_and_those_that_overlap_do_not() {
    Timeline timeline =
        Timeline.of(
            List.of(
                sprint("2025-12-15", "2025-12-28"),
                sprint("2025-12-01", "2025-12-14"),
                sprint("2025-12-08", "2025-12-21")),
            TODAY);

    assertThat(timeline.bars())
        .extracting(Timeline.Bar::y)
        .satisfies(lanes -> {
          assertThat(lanes.get(0)).isEqualTo(lanes.get(2));
          assertThat(lanes.get(1)).isGreaterThan(lanes.get(0));
        });
    assertThat(timeline.bars())
        .allSatisfy(bar -> assertThat(bar.y() + bar.height()).isLessThan(timeline.height()));
  }

  @Test
  void a_sprint_that_begins_when_another_ends_lies_in_another_lane() {
    Timeline timeline =
        Timeline.of(
            List.of(sprint("2025-12-01", "2025-12-14"), sprint("2025-12-14", "2025-12-21")), TODAY);

    assertThat(timeline.bars().get(1).y()).isGreaterThan(timeline.bars().get(0).y());
  }

  @Test
  void years_of_sprints_are_drawn_from_the_latest_back_and_the_rest_is_counted() {
    List<SprintRow> rows = new ArrayList<>();
    for (LocalDate first = LocalDate.of(2022, 1, 3);
        first.isBefore(TODAY);
        first = first.plusWeeks(2)) {
      rows.add(sprint(first.toString(), first.plusDays(13).toString()));
    }

    Timeline timeline = Timeline.of(rows, TODAY);

    assertThat(timeline.weeks()).hasSize(Timeline.MOST_WEEKS);
    assertThat(timeline.leftOut()).isPositive();
    assertThat(timeline.bars()).hasSize(rows.size() - timeline.leftOut());
    assertThat(timeline.bars())
        .allSatisfy(bar -> {
          assertThat(bar.x()).isNotNegative();
          assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(timeline.width());
        });
  }

  @Test
  void a_day_out_of_the_drawing_is_not_drawn() {
    assertThat(Timeline.of(List.of(sprint("2024-01-01", "2024-01-14")), TODAY).todayX()).isNull();
  }

  private static SprintRow sprint(String first, String last) {
    LocalDate from = LocalDate.parse(first);
    LocalDate to = LocalDate.parse(last);
    return new SprintRow(
        "sprint-" + first,
        "Sprint",
        "planned",
        from,
        to,
        DateWords.range(from, to),
        10,
        2,
        "20.00");
  }
}
