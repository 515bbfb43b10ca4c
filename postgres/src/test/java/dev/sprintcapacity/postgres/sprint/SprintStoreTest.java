package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.NOW;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMember;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMemberOnLeave;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprint;
import static dev.sprintcapacity.postgres.sprint.Sprints.events;
import static dev.sprintcapacity.postgres.sprint.Sprints.firstEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.nextEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.postgres.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SprintStoreTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final SprintStore store = new SprintStore(DATABASE.dataSource());
  private final EventRows rows = new EventRows(DATABASE.jdbc());

  @Test
  void an_inserted_sprint_is_found_as_it_was_in_version_one() {
    PlannedSprint sprint = aSprint(aMemberOnLeave("member-a", "Ann"), aMember("member-b", "Bob"));

    WriteOutcome outcome = store.insert(sprint, firstEvents(sprint));

    assertThat(outcome).isEqualTo(new WriteOutcome.Written(new StoredSprint(sprint, 1, 2)));
    assertThat(store.find(sprint.id())).contains(new StoredSprint(sprint, 1, 2));
  }

  @Test
  void events_are_stored_byte_by_byte_with_all_their_columns() {
    PlannedSprint sprint = aSprint();
    List<EncodedEvent> events = events(sprint.id(), 0, 3);

    store.insert(sprint, events);

    assertThat(rows.of(sprint.id()))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(events);
  }

  @Test
  void positions_ascend_with_sequences_within_one_statement() {
    PlannedSprint sprint = aSprint();

    store.insert(sprint, events(sprint.id(), 0, 300));

    assertThat(rows.sequences(sprint.id()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
  }

  @Test
  void every_state_comes_back_from_the_database_as_it_went_in() {
    StoredSprint planned = inserted(aSprint());

    StoredSprint active = changed(planned, s -> ((PlannedSprint) s).start(NOW.plusSeconds(5)));
    assertThat(active.sprint()).isInstanceOf(ActiveSprint.class);
    assertThat(store.find(planned.sprint().id())).contains(active);

    StoredSprint completed = changed(active, s -> ((ActiveSprint) s).complete(NOW.plusSeconds(9)));
    assertThat(completed.sprint()).isInstanceOf(CompletedSprint.class);
    assertThat(store.find(planned.sprint().id())).contains(completed);
    assertThat(completed.version()).isEqualTo(3);
    assertThat(rows.sequences(planned.sprint().id())).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_number_that_is_taken_refuses_the_sprint_its_events_and_its_people() {
    StoredSprint first = inserted(aSprint());
    PlannedSprint second =
        aSprint(first.sprint().plan().number(), aMember("member-never", "Never seen"));
    long events = rows.count("event");

    WriteOutcome outcome = store.insert(second, firstEvents(second));

    assertThat(outcome).isEqualTo(new WriteOutcome.NumberTaken(first.sprint().plan().number()));
    assertThat(store.find(second.id())).isEmpty();
    assertThat(rows.count("event")).isEqualTo(events);
    assertThat(nameOf("member-never")).isEmpty();
  }

  @Test
  void a_revision_to_a_number_that_is_taken_is_refused_and_changes_nothing() {
    StoredSprint one = inserted(aSprint());
    StoredSprint other = inserted(aSprint());

    WriteOutcome outcome =
        DATABASE.inTransaction(status -> {
          StoredSprint locked = store.lock(other.sprint().id()).orElseThrow();
          WriteOutcome refused =
              store.replace(
                  locked, renumbered(locked, one.sprint().plan().number()), nextEvents(locked));
          status.setRollbackOnly();
          return refused;
        });

    assertThat(outcome).isEqualTo(new WriteOutcome.NumberTaken(one.sprint().plan().number()));
    assertThat(store.find(other.sprint().id())).contains(other);
    assertThat(rows.sequences(other.sprint().id())).containsExactly(1L, 2L);
  }

  @Test
  void a_rollback_leaves_nothing_of_a_write() {
    PlannedSprint sprint = aSprint(aMember("member-gone", "Gone"));

    DATABASE
        .transactions()
        .executeWithoutResult(status -> {
          written(store.insert(sprint, firstEvents(sprint)));
          assertThat(store.find(sprint.id())).isPresent();
          status.setRollbackOnly();
        });

    assertThat(store.find(sprint.id())).isEmpty();
    assertThat(rows.sequences(sprint.id())).isEmpty();
    assertThat(nameOf("member-gone")).isEmpty();
  }

  @Test
  void a_deleted_sprint_is_gone_but_its_events_stay_and_its_number_is_free() {
    StoredSprint stored = inserted(aSprint());
    SprintId id = stored.sprint().id();

    DATABASE
        .transactions()
        .executeWithoutResult(_ -> {
          StoredSprint locked = store.lock(id).orElseThrow();
          store.delete(locked, nextEvents(locked));
        });

    assertThat(store.find(id)).isEmpty();
    assertThat(rows.sequences(id)).containsExactly(1L, 2L, 3L);
    PlannedSprint successor = aSprint(stored.sprint().plan().number());
    written(store.insert(successor, firstEvents(successor)));
  }

  @Test
  void people_are_noted_with_what_the_last_sprint_said_of_them() {
    StoredSprint stored = inserted(aSprint(aMember("member-z", "Zoe"), aMember("member-y", "Yan")));

    changed(
        stored,
        s ->
            ((PlannedSprint) s)
                .revise(
                    Sprints.withTeam(s.plan(), aMemberOnLeave("member-z", "Zoë")),
                    NOW.plusSeconds(60)));

    assertThat(nameOf("member-z")).containsExactly("Zoë");
    assertThat(nameOf("member-y")).containsExactly("Yan");
  }

  @Test
  void people_of_whom_nothing_is_new_are_not_written_again() {
    inserted(aSprint(aMember("member-same", "Sam")));
    String before = placeOf("member-same");

    inserted(aSprint(aMember("member-same", "Sam")));

    assertThat(placeOf("member-same")).isEqualTo(before);
  }

  @Test
  void events_that_are_not_the_next_ones_of_the_sprint_are_refused() {
    PlannedSprint sprint = aSprint();

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.insert(sprint, events(sprint.id(), 1, 2)))
        .withMessageContaining(sprint.id().value())
        .withMessageContaining("must be its number 1");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.insert(sprint, List.of(Sprints.event("sprint-other", 1))))
        .withMessageContaining("sprint-other");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.insert(sprint, List.of()))
        .withMessageContaining("has none");
    assertThat(store.find(sprint.id())).isEmpty();
  }

  @Test
  void what_changes_a_sprint_that_exists_needs_a_transaction() {
    StoredSprint stored = inserted(aSprint());

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.lock(stored.sprint().id()))
        .withMessageContaining("locked within a transaction");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.replace(stored, stored.sprint(), nextEvents(stored)))
        .withMessageContaining("replaced within a transaction");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> store.delete(stored, nextEvents(stored)))
        .withMessageContaining("deleted within a transaction");
  }

  @Test
  void a_sprint_that_changed_since_it_was_read_is_not_replaced() {
    StoredSprint read = inserted(aSprint());
    StoredSprint newer =
        changed(read, s -> ((PlannedSprint) s).revise(s.plan(), NOW.plusSeconds(1)));

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() ->
            DATABASE
                .transactions()
                .executeWithoutResult(_ -> store.replace(read, read.sprint(), nextEvents(read))))
        .withMessageContaining("not in version 1");
    assertThat(store.find(read.sprint().id())).contains(newer);
  }

  @Test
  void an_unknown_sprint_is_neither_found_nor_locked() {
    SprintId unknown = Sprints.newId();

    assertThat(store.find(unknown)).isEmpty();
    Optional<StoredSprint> locked = DATABASE.inTransaction(_ -> store.lock(unknown));
    assertThat(locked).isEmpty();
  }

  private StoredSprint inserted(PlannedSprint sprint) {
    return written(store.insert(sprint, firstEvents(sprint)));
  }

  private StoredSprint changed(StoredSprint stored, Function<Sprint, Sprint> change) {
    return DATABASE.inTransaction(_ -> {
      StoredSprint locked = store.lock(stored.sprint().id()).orElseThrow();
      return written(store.replace(locked, change.apply(locked.sprint()), nextEvents(locked)));
    });
  }

  private static PlannedSprint renumbered(StoredSprint stored, SprintNumber number) {
    return ((PlannedSprint) stored.sprint())
        .revise(Sprints.withNumber(stored.sprint().plan(), number), NOW.plusSeconds(1));
  }

  private static List<String> nameOf(String memberId) {
    return DATABASE
        .jdbc()
        .sql("select name from person where id = ?")
        .param(memberId)
        .query((row, _) -> row.getString("name"))
        .list();
  }

  /** Where the row of a person lies; a row that is written again lies elsewhere. */
  private static String placeOf(String memberId) {
    return DATABASE
        .jdbc()
        .sql("select ctid::text || ' ' || xmax::text from person where id = ?")
        .param(memberId)
        .query(String.class)
        .single();
  }
}
