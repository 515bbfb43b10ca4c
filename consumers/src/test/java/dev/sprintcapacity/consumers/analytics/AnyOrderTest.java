package dev.sprintcapacity.consumers.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept does not depend on the order of events, and is what a simple model says. */
class AnyOrderTest {

  private static final int WORLDS = 150;
  private static final int SPRINTS = 3;

  @RegisterExtension static final AnalyticsDatabase database = new AnalyticsDatabase();

  private final AnalyticsStore store = new AnalyticsStore();

  @Test
  void events_in_any_order_and_repeated_leave_what_those_in_order_leave() throws SQLException {
    for (int seed = 1; seed <= WORLDS; seed++) {
      RandomStories random = new RandomStories(new SplittableRandom(seed));
      List<List<Event>> stories = random.stories(SPRINTS);

      List<String> inOrder = kept(stories.stream().flatMap(Collection::stream).toList());
      List<String> disturbed = kept(random.disturbed(stories));

      assertThat(disturbed).as("seed %d", seed).isEqualTo(inOrder);
      assertThat(inOrder).as("seed %d", seed).hasSizeGreaterThan(SPRINTS * 4 - 1);
    }
  }

  @Test
  void each_point_of_a_history_is_what_was_said_last_at_its_sequence() throws SQLException {
    for (int seed = 1; seed <= WORLDS; seed++) {
      RandomStories random = new RandomStories(new SplittableRandom(seed));
      List<List<Event>> stories = random.stories(1);

      List<String> points =
          kept(random.disturbed(stories)).stream()
              .filter(row -> row.startsWith("history "))
              .toList();

      assertThat(points).as("seed %d", seed).isEqualTo(model(stories.getFirst()));
    }
  }

  /** What the tables hold after these events; leaves nothing behind. */
  private List<String> kept(List<Event> events) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        for (Event event : events) {
          store.keep(connection, event);
        }
        return AnalyticsDatabase.dump(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<String> model(List<Event> story) {
    List<String> points = new ArrayList<>();
    int team = 0;
    int days = 0;
    BigDecimal confidence = BigDecimal.ZERO;
    for (Event event : story) {
      EventFigures said = EventFigures.of(event.data());
      SprintFacts plan = said.plan();
      Integer size = said.teamSize();
      if (plan != null) {
        days = plan.sprintDuration();
        confidence = plan.confidencePercentage();
      }
      if (size != null) {
        team = size;
      }
      BigDecimal capacity =
          BigDecimal.valueOf((long) team * days)
              .multiply(confidence)
              .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
      points.add(
          "history {\"sprint_id\":\"%s\",\"sequence\":%d,\"occurred_at\":\"%s+00:00\",\"event_type\":\"%s\",\"team_size\":%d,\"working_days\":%d,\"confidence_percentage\":%s,\"capacity_days\":%s}"
              .formatted(
                  event.data().sprintId(),
                  event.sequence(),
                  event.time().toString().replace("Z", ""),
                  event.data().type().wireName(),
                  team,
                  days,
                  confidence.toPlainString(),
                  capacity.toPlainString()));
    }
    return points;
  }
}
