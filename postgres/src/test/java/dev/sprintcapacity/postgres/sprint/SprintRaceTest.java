package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.NOW;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMember;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprint;
import static dev.sprintcapacity.postgres.sprint.Sprints.firstEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.nextEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.postgres.TestDatabase;
import dev.sprintcapacity.postgres.TestWaiting;
import dev.sprintcapacity.postgres.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What several writers do to each other. */
class SprintRaceTest {

  private static final int WRITERS = 32;
  private static final int REVISIONS = 10;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @BeforeAll
  static void openConnections() {
    DATABASE.openConnections(WRITERS);
  }

  private final SprintStore store = new SprintStore(DATABASE.dataSource());
  private final EventRows rows = new EventRows(DATABASE.jdbc());

  @Test
  void revisions_of_one_sprint_lose_nothing_and_number_their_events_without_a_gap() {
    PlannedSprint sprint = aSprint();
    store.insert(sprint, firstEvents(sprint));

    Together.inThreads(
        WRITERS,
        writer -> {
          for (int revision = 0; revision < REVISIONS; revision++) {
            addMember(sprint.id(), "member-" + writer + "-" + revision);
          }
          return writer;
        });

    StoredSprint last = store.find(sprint.id()).orElseThrow();
    int writes = WRITERS * REVISIONS;
    assertThat(last.version()).isEqualTo(1 + writes);
    assertThat(last.lastSequence()).isEqualTo(2 + writes);
    assertThat(rows.sequences(sprint.id()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 + writes).boxed().toList());
    assertThat(rows.count("person")).isGreaterThanOrEqualTo(writes);
  }

  /** Keeps the latest members only, as a team has at most 200; a lost update breaks the numbers. */
  private void addMember(SprintId id, String memberId) {
    DATABASE.inTransaction(_ -> {
      StoredSprint locked = store.lock(id).orElseThrow();
      PlannedSprint changed =
          ((PlannedSprint) locked.sprint())
              .revise(Sprints.withTeam(locked.sprint().plan(), aMember(memberId, memberId)), NOW);
      return written(store.replace(locked, changed, nextEvents(locked)));
    });
  }

  @Test
  void of_sprints_created_with_one_number_exactly_one_wins_and_only_its_events_exist() {
    for (int round = 0; round < 40; round++) {
      SprintNumber number = Sprints.newNumber();
      List<PlannedSprint> rivals = List.of(aSprint(number), aSprint(number), aSprint(number));

      List<WriteOutcome> outcomes =
          Together.inThreads(
              rivals.size(), me -> store.insert(rivals.get(me), firstEvents(rivals.get(me))));

      assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(WriteOutcome.NumberTaken.class::isInstance)
          .containsOnly(new WriteOutcome.NumberTaken(number));
      for (int me = 0; me < rivals.size(); me++) {
        boolean won = outcomes.get(me) instanceof WriteOutcome.Written;
        assertThat(rows.sequences(rivals.get(me).id())).hasSize(won ? 2 : 0);
      }
    }
  }

  @Test
  void of_two_sprints_revised_to_one_number_exactly_one_gets_it() {
    for (int round = 0; round < 20; round++) {
      SprintNumber number = Sprints.newNumber();
      List<StoredSprint> rivals =
          IntStream.range(0, 2)
              .mapToObj(_ -> aSprint())
              .map(sprint -> written(store.insert(sprint, firstEvents(sprint))))
              .toList();

      List<WriteOutcome> outcomes =
          Together.inThreads(2, me -> renumber(rivals.get(me).sprint().id(), number));

      assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(1);
      assertThat(outcomes).contains(new WriteOutcome.NumberTaken(number));
    }
  }

  private WriteOutcome renumber(SprintId id, SprintNumber number) {
    return DATABASE.inTransaction(status -> {
      StoredSprint locked = store.lock(id).orElseThrow();
      PlannedSprint changed =
          ((PlannedSprint) locked.sprint())
              .revise(Sprints.withNumber(locked.sprint().plan(), number), NOW);
      WriteOutcome outcome = store.replace(locked, changed, nextEvents(locked));
      if (outcome instanceof WriteOutcome.NumberTaken) {
        status.setRollbackOnly();
      }
      return outcome;
    });
  }

  @Test
  void a_creation_waits_for_one_with_its_number_and_succeeds_when_that_is_rolled_back() {
    SprintNumber number = Sprints.newNumber();
    PlannedSprint first = aSprint(number);
    PlannedSprint second = aSprint(number);

    List<Boolean> written =
        Together.inThreads(
            2,
            me ->
                me == 0
                    ? DATABASE.inTransaction(status -> {
                      WriteOutcome outcome = store.insert(first, firstEvents(first));
                      if (outcome instanceof WriteOutcome.Written) {
                        awaitOneWaiting();
                      }
                      status.setRollbackOnly();
                      return outcome instanceof WriteOutcome.Written;
                    })
                    : afterFirst(number, second));

    assertThat(written).containsExactly(true, true);
    assertThat(store.find(first.id())).isEmpty();
    assertThat(rows.sequences(first.id())).isEmpty();
    assertThat(store.find(second.id())).isPresent();
  }

  /** Inserts once the first writer holds the number, seen by its lock on the table of sprints. */
  private boolean afterFirst(SprintNumber number, PlannedSprint second) {
    TestWaiting.until(
        "the first writer holds " + number,
        () ->
            DATABASE
                    .jdbc()
                    .sql(
                        """
                        select count(*) from pg_locks
                        where relation = 'sprint'::regclass and mode = 'RowExclusiveLock'
                        """)
                    .query(Long.class)
                    .single()
                > 0);
    return store.insert(second, firstEvents(second)) instanceof WriteOutcome.Written;
  }

  private static void awaitOneWaiting() {
    TestWaiting.until(
        "somebody waits for a transaction",
        () ->
            DATABASE
                    .jdbc()
                    .sql("select count(*) from pg_locks where not granted")
                    .query(Long.class)
                    .single()
                > 0);
  }

  @Test
  void sprints_that_share_new_and_renamed_people_in_any_order_do_not_deadlock() {
    int people = 12;
    int rounds = 12;
    Together.inThreads(
        16,
        writer -> {
          Random order = new Random(writer);
          for (int round = 0; round < rounds; round++) {
            List<Member> team = new ArrayList<>();
            for (int person = 0; person < people; person++) {
              team.add(aMember("member-shared-" + person, "Name " + writer + " " + round));
            }
            Collections.shuffle(team, order);
            PlannedSprint sprint = aSprint(team.toArray(Member[]::new));
            written(store.insert(sprint, firstEvents(sprint)));
          }
          return writer;
        });

    assertThat(rows.count("person where id like 'member-shared-%'")).isEqualTo(people);
  }

  @Test
  void a_sprint_that_was_deleted_meanwhile_is_not_found_by_those_who_waited_for_it() {
    PlannedSprint sprint = aSprint();
    store.insert(sprint, firstEvents(sprint));

    List<Boolean> deleted =
        Together.inThreads(
            8,
            _ ->
                DATABASE.inTransaction(_ ->
                    store
                        .lock(sprint.id())
                        .map(locked -> {
                          store.delete(locked, nextEvents(locked));
                          return true;
                        })
                        .orElse(false)));

    assertThat(deleted).containsOnlyOnce(true);
    assertThat(rows.sequences(sprint.id())).containsExactly(1L, 2L, 3L);
  }
}
