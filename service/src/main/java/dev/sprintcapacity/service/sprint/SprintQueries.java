package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.postgres.people.PersonDirectory;
import dev.sprintcapacity.postgres.people.PersonPage;
import dev.sprintcapacity.postgres.sprint.SprintCursor;
import dev.sprintcapacity.postgres.sprint.SprintFilter;
import dev.sprintcapacity.postgres.sprint.SprintPage;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked of sprints and people. Thread-safe; each answer is one query. */
public final class SprintQueries {

  private final SprintStore sprints;
  private final PersonDirectory people;

  /** Queries over these stores. */
  public SprintQueries(SprintStore sprints, PersonDirectory people) {
    this.sprints = sprints;
    this.people = people;
  }

  /** The sprint with this id. */
  public Optional<StoredSprint> sprint(SprintId id) {
    return sprints.find(id);
  }

  /** Sprints behind a cursor, or the first ones. */
  public SprintPage sprints(SprintFilter filter, @Nullable SprintCursor after, int limit) {
    return sprints.page(filter, after, limit);
  }

  /** People behind a cursor, or the first ones. */
  public PersonPage people(@Nullable MemberId after, int limit) {
    return people.page(after, limit);
  }
}
