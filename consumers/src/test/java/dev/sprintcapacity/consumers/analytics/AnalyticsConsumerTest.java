package dev.sprintcapacity.consumers.analytics;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.deadletter.Selection;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.Faults;
import dev.sprintcapacity.testkit.IdempotencyProbe;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.ProbeReport;
import dev.sprintcapacity.testkit.ProbedHandlers;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The consumer on the SDK's engine and a real database; only the topics are in memory. */
class AnalyticsConsumerTest {

  private static final List<Event> LIVES =
      Faults.interleaved(
          7,
          List.of(
              SprintStory.wholeLife("sprint-1"),
              SprintStory.wholeLife("sprint-2"),
              SprintStory.of("sprint-3").created().membersAdded().updated().started().events()));

  @RegisterExtension static final AnalyticsDatabase database = new AnalyticsDatabase();

  private final AnalyticsQueries queries = new AnalyticsQueries(database.dataSource());

  @Test
  void a_life_of_a_sprint_is_told_by_its_figures_and_its_history() throws SQLException {
    consumer().deliver(SprintStory.wholeLife("sprint-1")).runUntilDone();

    SprintFigures figures = queries.sprint("sprint-1").orElseThrow();
    assertThat(figures.state()).isEqualTo(SprintState.DELETED);
    assertThat(figures.sprintName()).startsWith("Sprint 26-");
    assertThat(figures.teamSize()).isEqualTo(3);
    assertThat(figures.workingDays()).isEqualTo(9);
    assertThat(figures.confidencePercentage()).isEqualTo("87.5");
    assertThat(figures.capacityDays()).isEqualTo("23.63");
    assertThat(figures.createdAt()).isEqualTo(ManualClock.START.plus(Duration.ofMinutes(1)));
    assertThat(figures.updatedAt()).isEqualTo(ManualClock.START.plus(Duration.ofMinutes(7)));
    assertThat(queries.history("sprint-1", 0, 10).points())
        .extracting(point ->
            "%d %s: %d x %d x %s = %s"
                .formatted(
                    point.sequence(),
                    point.eventType(),
                    point.teamSize(),
                    point.workingDays(),
                    point.confidencePercentage(),
                    point.capacityDays()))
        .containsExactly(
            "1 sprint.created: 2 x 10 x 90.0 = 18.00",
            "2 team_member.added: 2 x 10 x 90.0 = 18.00",
            "3 sprint.updated: 2 x 9 x 87.5 = 15.75",
            "4 team_member.updated: 3 x 9 x 87.5 = 23.63",
            "5 sprint.started: 3 x 9 x 87.5 = 23.63",
            "6 sprint.completed: 3 x 9 x 87.5 = 23.63",
            "7 sprint.deleted: 3 x 9 x 87.5 = 23.63");
  }

  @Test
  void a_deleted_sprint_is_kept_and_shown_on_demand() throws SQLException {
    consumer().deliver(LIVES).runUntilDone();

    assertThat(queries.sprints(FiguresFilter.ALL, FiguresCursor.BEGINNING, 10).sprints())
        .extracting(SprintFigures::sprintId)
        .containsExactly("sprint-3");
    assertThat(
            queries
                .sprints(new FiguresFilter(null, null, true), FiguresCursor.BEGINNING, 10)
                .sprints())
        .extracting(sprint -> sprint.sprintId() + " " + sprint.state().label())
        .containsExactly("sprint-1 deleted", "sprint-2 deleted", "sprint-3 active");
  }

  @Test
  void either_topic_may_come_first_and_events_twice_and_a_rebuild_comes_to_the_same_rows()
      throws SQLException {
    consumer().deliver(LIVES).runUntilDone();
    List<String> live = database.dump();

    List<String> lifecycleFirst = rebuilt(of(Topic.SPRINT_LIFECYCLE), of(Topic.TEAM_MEMBERS));
    List<String> teamsFirst = rebuilt(of(Topic.TEAM_MEMBERS), of(Topic.SPRINT_LIFECYCLE));
    List<String> twice = rebuilt(Faults.duplicated(LIVES), LIVES);
    List<String> bySprint =
        rebuilt(LIVES.stream().sorted(comparing(event -> event.data().sprintId())).toList());

    assertThat(live).hasSize(18 + 3 + 3 + 18);
    assertThat(lifecycleFirst).isEqualTo(live);
    assertThat(teamsFirst).isEqualTo(live);
    assertThat(twice).isEqualTo(live);
    assertThat(bySprint).isEqualTo(live);
  }

  @Test
  void a_sprint_whose_plan_has_not_come_is_not_shown_before_it_has() throws SQLException {
    TestConsumer consumer = consumer();
    consumer.deliver(of(Topic.TEAM_MEMBERS)).runUntilDone();
    assertThat(queries.sprint("sprint-3")).isEmpty();
    assertThat(queries.history("sprint-3", 0, 10).points()).isEmpty();

    consumer.deliver(of(Topic.SPRINT_LIFECYCLE)).runUntilDone();

    assertThat(queries.sprint("sprint-3")).isPresent();
    assertThat(queries.history("sprint-3", 0, 10).points()).hasSize(4);
  }

  @Test
  void an_event_that_comes_back_from_the_dead_letters_late_finds_its_place() throws SQLException {
    consumer().deliver(LIVES).runUntilDone();
    List<String> undisturbed = database.dump();
    database.empty();
    database.execute(
        """
        insert into sprint_event (sprint_id, sequence, event_id, event_type, occurred_at)
        values ('sprint-1', 3, gen_random_uuid(), 'sprint.updated', now())
        """);
    TestConsumer consumer = consumer();

    consumer.deliver(LIVES).runUntilDone();

    assertThat(consumer.deadLetters()).hasSize(1);
    assertThat(consumer.deadLetters().getFirst().failure().reason())
        .contains("sprint-1", "at sequence 3");
    database.execute(
        """
        set session_replication_role = replica;
        delete from sprint_event where sprint_id = 'sprint-1' and sequence = 3;
        reset session_replication_role
        """);
    consumer.group().redrive(Selection.all());
    consumer.runUntilDone();
    assertThat(database.dump()).isEqualTo(undisturbed);
  }

  @Test
  void kept_events_cannot_be_changed_by_hand() {
    consumer().deliver(LIVES).runUntilDone();

    assertThat(refusal("update sprint_event set team_size = 1")).contains("append-only");
    assertThat(refusal("delete from sprint_event")).contains("append-only");
  }

  @Test
  void an_event_without_id_and_sequence_is_a_dead_letter_and_one_of_a_new_type_passes() {
    Event created = LIVES.getFirst();
    ProducerRecord<byte[], byte[]> whole = EventRecords.of(created);
    TestConsumer consumer = consumer();

    consumer
        .deliver(new ProducerRecord<>(whole.topic(), whole.key(), whole.value()))
        .deliver(EventRecords.unknownType(created, "sprint.archived"))
        .runUntilDone();

    assertThat(consumer.deadLetters()).hasSize(1);
    assertThat(consumer.deadLetters().getFirst().failure().reason()).contains("ce_sequence");
  }

  @Test
  void marks_of_the_inbox_are_removed_when_they_are_old_and_events_still_count_once()
      throws SQLException {
    TestConsumer consumer = consumer();
    consumer.deliver(LIVES).runUntilDone();
    List<String> before = database.dump();
    database.execute("update sprintcap_inbox set handled_at = handled_at - interval '8 days'");
    database.execute("update sprintcap_inbox_key set handled_at = handled_at - interval '8 days'");

    consumer.advance(AnalyticsHandler.BETWEEN_PRUNINGS);
    consumer.deliver(SprintStory.of("sprint-4").created().events()).runUntilDone();

    assertThat(database.texts("select event_id from sprintcap_inbox")).hasSize(1);
    consumer.crash();
    consumer.deliver(LIVES).runUntilDone();
    assertThat(consumer.deadLetters()).isEmpty();
    assertThat(database.dump()).containsAll(before).hasSize(before.size() + 4);
  }

  @Test
  void the_handlers_are_idempotent_by_the_probe() {
    Probed[] latest = new Probed[1];

    ProbeReport report =
        IdempotencyProbe.of(
                AnalyticsConsumer.settings(Map.of()),
                () -> {
                  if (latest[0] != null) {
                    latest[0].freeze();
                  }
                  latest[0] = new Probed();
                  return latest[0];
                })
            .run(SprintStory.wholeLife("sprint-1"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.runs()).isEqualTo(21);
  }

  /** One run of the probe: the tables from empty on, until the next run takes them over. */
  private static final class Probed implements ProbedHandlers {
    private List<String> frozen = List.of();
    private boolean isFrozen;

    Probed() {
      try {
        database.empty();
      } catch (SQLException e) {
        throw new IllegalStateException("cannot empty the tables", e);
      }
    }

    @Override
    public void registerOn(KafkaEventConsumer consumer) {
      EventHandler once = AnalyticsConsumer.handler(database.dataSource(), new ManualClock());
      for (EventType type : EventType.values()) {
        consumer.registerHandler(
            type.wireName(),
            (event, context) -> {
              var _ = once.handle(event, context);
              return HandlerResult.done(); // what the inbox skips was given again: so it counts
            });
      }
    }

    @Override
    public Collection<String> effects() {
      try {
        return isFrozen ? frozen : database.dump();
      } catch (SQLException e) {
        throw new IllegalStateException("cannot read the tables", e);
      }
    }

    void freeze() {
      frozen = List.copyOf(effects());
      isFrozen = true;
    }
  }

  private static TestConsumer consumer() {
    ManualClock clock = new ManualClock();
    return TestConsumer.of(
            AnalyticsConsumer.settings(Map.of()), clock, TestConsumer.DEFAULT_PARTITIONS)
        .registerWith(
            consumer -> AnalyticsConsumer.register(consumer, database.dataSource(), clock));
  }

  /** The rows after a rebuild that reads these parts one after the other. */
  @SafeVarargs
  private static List<String> rebuilt(List<Event>... parts) throws SQLException {
    database.empty();
    TestConsumer consumer = consumer();
    for (List<Event> part : parts) {
      consumer.deliver(part).runUntilDone();
    }
    assertThat(consumer.deadLetters()).isEmpty();
    return database.dump();
  }

  private static List<Event> of(Topic topic) {
    return LIVES.stream().filter(event -> event.data().type().topic() == topic).toList();
  }

  private static String refusal(String sql) {
    try {
      database.execute(sql);
      return "was not refused";
    } catch (SQLException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
