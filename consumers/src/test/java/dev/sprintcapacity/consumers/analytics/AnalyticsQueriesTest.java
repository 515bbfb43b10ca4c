package dev.sprintcapacity.consumers.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class AnalyticsQueriesTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  @RegisterExtension static final AnalyticsDatabase database = new AnalyticsDatabase();

  private final AnalyticsQueries queries = new AnalyticsQueries(database.dataSource());

  @BeforeEach
  void five_sprints_of_which_two_start_on_one_day() throws SQLException {
    keep("sprint-c", 0);
    keep("sprint-a", 7);
    keep("sprint-d", 14);
    keep("sprint-b", 7);
    keep("sprint-e", 21);
  }

  @Test
  void walking_along_the_cursors_meets_every_sprint_once_earliest_start_first()
      throws SQLException {
    List<String> met = new ArrayList<>();
    FiguresCursor next = FiguresCursor.BEGINNING;
    int pages = 0;
    while (next != null) {
      FiguresPage page = queries.sprints(FiguresFilter.ALL, next, 2);
      page.sprints().forEach(sprint -> met.add(sprint.sprintId()));
      next = page.next();
      pages++;
    }

    assertThat(met).containsExactly("sprint-c", "sprint-a", "sprint-b", "sprint-d", "sprint-e");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void filters_are_by_the_first_and_the_last_day() throws SQLException {
    FiguresFilter filter = new FiguresFilter(MONDAY.plusDays(7), MONDAY.plusDays(14 + 11), false);

    assertThat(queries.sprints(filter, FiguresCursor.BEGINNING, 10).sprints())
        .extracting(SprintFigures::sprintId)
        .containsExactly("sprint-a", "sprint-b", "sprint-d");
  }

  @Test
  void a_history_is_read_page_by_page() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      for (var event : SprintStory.wholeLife("sprint-f")) {
        new AnalyticsStore().keep(connection, event);
      }
    }

    HistoryPage first = queries.history("sprint-f", 0, 5);
    HistoryPage second = queries.history("sprint-f", first.next().orElseThrow(), 5);

    assertThat(first.points())
        .extracting(HistoryPoint::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(second.points()).extracting(HistoryPoint::sequence).containsExactly(6L, 7L);
    assertThat(second.next()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void an_unknown_sprint_has_neither_figures_nor_points() throws SQLException {
    assertThat(queries.sprint("sprint-x")).isEmpty();
    assertThat(queries.history("sprint-x", 0, 5).points()).isEmpty();
  }

  @Test
  void a_page_is_never_longer_than_the_limit_allows() {
    for (int limit : new int[] {-1, 0, AnalyticsQueries.MAX_LIMIT + 1}) {
      assertThatThrownBy(() -> queries.history("sprint-a", 0, limit))
          .isInstanceOf(AnalyticsException.class)
          .hasMessageContaining("1 to 1000 rows, but asked are " + limit);
    }
  }

  @Test
  void a_connection_that_searches_another_schema_will_do() throws SQLException {
    assertThat(new AnalyticsQueries(plain("analytics")).sprint("sprint-a")).isPresent();
  }

  @Test
  void a_database_that_the_consumer_never_saw_is_told_apart_from_a_failure() {
    AnalyticsQueries elsewhere = new AnalyticsQueries(plain("postgres"));

    assertThatThrownBy(() -> elsewhere.sprints(FiguresFilter.ALL, FiguresCursor.BEGINNING, 1))
        .isInstanceOf(AnalyticsNotReadyException.class)
        .hasMessageContaining("start the consumer of group analytics-processor");
  }

  /** Connections as the service has them; to the server's first database where so named. */
  private static PGSimpleDataSource plain(String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.address().jdbcUrl());
    if (name.equals("postgres")) {
      source.setDatabaseName(name);
    }
    source.setUser(database.address().user());
    source.setPassword(database.address().password());
    return source;
  }

  private static void keep(String sprintId, int daysLater) throws SQLException {
    LocalDate start = MONDAY.plusDays(daysLater);
    try (Connection connection = database.dataSource().getConnection()) {
      new AnalyticsStore()
          .keep(
              connection,
              SampleEvents.event(
                  1,
                  new SprintCreated(
                      new SprintFacts(
                          sprintId,
                          "Sprint 26-01",
                          "26-01",
                          3,
                          start,
                          start.plusDays(11),
                          10,
                          new BigDecimal("80")))));
    }
  }
}
