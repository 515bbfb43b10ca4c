package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.NOW;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprintFrom;
import static dev.sprintcapacity.postgres.sprint.Sprints.firstEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.nextEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SprintPageTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final LocalDate FIRST_START = LocalDate.of(2025, 1, 6);
  private static final int LARGE = 1_000_000_000;

  /** Two sprints each on ten starts, the even ones longer; latest start first, then by id. */
  private static final List<PlannedSprint> SPRINTS =
      IntStream.range(0, 20)
          .mapToObj(index -> {
            LocalDate start = FIRST_START.plusWeeks(index / 2);
            return aSprintFrom(start, start.plusDays(index % 2 == 0 ? 25 : 11));
          })
          .sorted(
              Comparator.comparing((PlannedSprint sprint) -> sprint.plan().dates().first())
                  .thenComparing(sprint -> sprint.id().value())
                  .reversed())
          .toList();

  private static final SprintId STARTED = SPRINTS.get(7).id();

  private final SprintStore store = new SprintStore(DATABASE.dataSource());

  @BeforeAll
  static void fill() {
    SprintStore store = new SprintStore(DATABASE.dataSource());
    SPRINTS.forEach(sprint -> written(store.insert(sprint, firstEvents(sprint))));
    DATABASE.inTransaction(_ -> {
      StoredSprint locked = store.lock(STARTED).orElseThrow();
      return store.replace(
          locked, ((PlannedSprint) locked.sprint()).start(NOW), nextEvents(locked));
    });
  }

  @Test
  void pages_of_any_size_show_every_sprint_once_latest_start_first() {
    for (int limit : List.of(1, 3, 7, 19, 20, 21, SprintStore.MOST_SPRINTS_PER_PAGE)) {
      assertThat(walk(SprintFilter.ALL, limit)).containsExactlyElementsOf(idsWhere(_ -> true));
    }
  }

  @Test
  void the_last_page_has_no_next_one_even_where_it_is_full() {
    SprintPage page = store.page(SprintFilter.ALL, null, SPRINTS.size());

    assertThat(page.sprints()).hasSize(SPRINTS.size());
    assertThat(page.next()).isNull();
  }

  @Test
  void filters_show_exactly_the_sprints_to_which_all_of_them_apply() {
    LocalDate from = FIRST_START.plusWeeks(3);
    LocalDate by = FIRST_START.plusWeeks(7).plusDays(11);

    assertThat(walk(new SprintFilter(from, null, null), 4))
        .containsExactlyElementsOf(idsWhere(startsFrom(from)));
    assertThat(walk(new SprintFilter(null, by, null), 4))
        .containsExactlyElementsOf(idsWhere(endsBy(by)));
    assertThat(walk(new SprintFilter(from, by, null), 4))
        .isNotEmpty()
        .containsExactlyElementsOf(idsWhere(startsFrom(from).and(endsBy(by))));
    assertThat(walk(new SprintFilter(null, null, SprintStatus.ACTIVE), 4)).containsExactly(STARTED);
    assertThat(walk(new SprintFilter(null, null, SprintStatus.PLANNED), 4))
        .containsExactlyElementsOf(idsWhere(sprint -> !sprint.id().equals(STARTED)));
    assertThat(walk(new SprintFilter(by, from, SprintStatus.COMPLETED), 4)).isEmpty();
  }

  @Test
  void dates_beyond_all_sprints_select_all_or_nothing() {
    for (LocalDate early : List.of(LocalDate.MIN, LocalDate.of(-4800, 1, 1), Limits.FIRST_DATE)) {
      assertThat(walk(new SprintFilter(early, null, null), 50)).hasSize(SPRINTS.size());
      assertThat(walk(new SprintFilter(null, early, null), 50)).isEmpty();
    }
    for (LocalDate late : List.of(Limits.LAST_DATE, LocalDate.of(10_000, 1, 1), LocalDate.MAX)) {
      assertThat(walk(new SprintFilter(null, late, null), 50)).hasSize(SPRINTS.size());
      assertThat(walk(new SprintFilter(late, null, null), 50)).isEmpty();
    }
  }

  @Test
  void a_page_ends_early_where_its_documents_get_too_large_but_always_shows_one() {
    List<SprintId> met = new ArrayList<>();
    SprintCursor after = null;
    do {
      SprintPage page = new SprintReads(DATABASE.jdbc()).page(SprintFilter.ALL, after, 10, 1);
      assertThat(page.sprints()).hasSize(1);
      met.add(page.sprints().getFirst().sprint().id());
      after = page.next();
    } while (after != null);

    assertThat(met).containsExactlyElementsOf(idsWhere(_ -> true));
    assertThat(new SprintReads(DATABASE.jdbc()).page(SprintFilter.ALL, null, 10, LARGE).sprints())
        .hasSize(10);
  }

  @Test
  void a_limit_out_of_range_is_refused_with_its_value() {
    for (int limit : List.of(0, -1, SprintStore.MOST_SPRINTS_PER_PAGE + 1)) {
      assertThatExceptionOfType(PostgresException.class)
          .isThrownBy(() -> store.page(SprintFilter.ALL, null, limit))
          .withMessageContaining(Integer.toString(limit));
    }
  }

  @Test
  void a_page_is_read_through_the_index_and_stops_at_its_limit() {
    List<String> plan =
        DATABASE.inTransaction(_ -> {
          DATABASE.jdbc().sql("set local enable_seqscan = off").update();
          return DATABASE
              .jdbc()
              .sql(
                  """
                  explain select s.id from sprint s
                  where (s.start_date, s.id) < ('infinity'::date, '')
                    and s.start_date >= '-infinity'::date
                    and s.start_date < '2025-02-01'::date
                    and s.end_date <= '2025-02-01'::date
                  order by s.start_date desc, s.id desc
                  limit 3
                  """)
              .query(String.class)
              .list();
        });

    assertThat(String.join("\n", plan))
        .contains("Index Scan Backward using sprint_by_start")
        .doesNotContain("Sort");
  }

  private List<SprintId> walk(SprintFilter filter, int limit) {
    List<SprintId> met = new ArrayList<>();
    @Nullable SprintCursor after = null;
    do {
      SprintPage page = store.page(filter, after, limit);
      assertThat(page.sprints()).hasSizeLessThanOrEqualTo(limit);
      page.sprints().forEach(stored -> met.add(stored.sprint().id()));
      after = page.next();
      if (after != null) {
        after = SprintCursor.parse(Objects.requireNonNull(after).token()).orElseThrow();
      }
    } while (after != null);
    return met;
  }

  private static List<SprintId> idsWhere(Predicate<PlannedSprint> condition) {
    return SPRINTS.stream().filter(condition).map(PlannedSprint::id).toList();
  }

  private static Predicate<PlannedSprint> startsFrom(LocalDate date) {
    return sprint -> !sprint.plan().dates().first().isBefore(date);
  }

  private static Predicate<PlannedSprint> endsBy(LocalDate date) {
    return sprint -> !sprint.plan().dates().last().isAfter(date);
  }
}
