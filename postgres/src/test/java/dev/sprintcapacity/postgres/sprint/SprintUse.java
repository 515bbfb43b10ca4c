package dev.sprintcapacity.postgres.sprint;

import static dev.sprintcapacity.postgres.sprint.Sprints.NOW;
import static dev.sprintcapacity.postgres.sprint.Sprints.aMember;
import static dev.sprintcapacity.postgres.sprint.Sprints.aSprint;
import static dev.sprintcapacity.postgres.sprint.Sprints.firstEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.nextEvents;
import static dev.sprintcapacity.postgres.sprint.Sprints.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.sprint.PlannedSprint;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of a sprint, for tests that ask what it costs. */
public final class SprintUse {

  private final SprintStore store;
  private final TransactionTemplate transactions;

  public SprintUse(DataSource dataSource, TransactionTemplate transactions) {
    this.store = new SprintStore(dataSource);
    this.transactions = transactions;
  }

  /** Creates a sprint with one new and one known person, reads, revises and deletes it. */
  public void createReviseAndDelete(String name) {
    PlannedSprint sprint =
        aSprint(aMember("member-" + name.hashCode(), name), aMember("member-known", "Known"));
    written(store.insert(sprint, firstEvents(sprint)));
    assertThat(store.find(sprint.id())).isPresent();
    transactions.executeWithoutResult(_ -> {
      StoredSprint locked = store.lock(sprint.id()).orElseThrow();
      PlannedSprint changed = ((PlannedSprint) locked.sprint()).revise(locked.sprint().plan(), NOW);
      written(store.replace(locked, changed, nextEvents(locked)));
    });
    transactions.executeWithoutResult(_ -> {
      StoredSprint locked = store.lock(sprint.id()).orElseThrow();
      store.delete(locked, nextEvents(locked));
    });
  }
}
