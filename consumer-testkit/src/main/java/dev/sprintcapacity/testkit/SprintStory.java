package dev.sprintcapacity.testkit;

import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The events of one sprint in their order, numbered from 1 without a gap, as the service publishes
 * them. For one thread.
 *
 * @since 0.1.0
 */
public final class SprintStory {
  private final String sprintId;
  private final List<Event> events = new ArrayList<>();

  private SprintStory(String sprintId) {
    this.sprintId = sprintId;
  }

  /**
   * Begins with nothing.
   *
   * @param sprintId the sprint
   * @return a story without events
   */
  public static SprintStory of(String sprintId) {
    return new SprintStory(sprintId);
  }

  /**
   * A whole life, with every type of event: created, members added, updated, members updated,
   * started, completed, deleted.
   *
   * @param sprintId the sprint
   * @return seven events
   */
  public static List<Event> wholeLife(String sprintId) {
    return of(sprintId)
        .created()
        .membersAdded()
        .updated()
        .membersUpdated()
        .started()
        .completed()
        .deleted()
        .events();
  }

  /**
   * Goes on with {@code sprint.created}.
   *
   * @return this
   */
  public SprintStory created() {
    return then(SampleEvents::sprintCreated);
  }

  /**
   * Goes on with {@code team_member.added}.
   *
   * @return this
   */
  public SprintStory membersAdded() {
    return then(SampleEvents::teamMemberAdded);
  }

  /**
   * Goes on with {@code sprint.updated}.
   *
   * @return this
   */
  public SprintStory updated() {
    return then(SampleEvents::sprintUpdated);
  }

  /**
   * Goes on with {@code team_member.updated}.
   *
   * @return this
   */
  public SprintStory membersUpdated() {
    return then(SampleEvents::teamMemberUpdated);
  }

  /**
   * Goes on with {@code sprint.started}.
   *
   * @return this
   */
  public SprintStory started() {
    return then(SampleEvents::sprintStarted);
  }

  /**
   * Goes on with {@code sprint.completed}.
   *
   * @return this
   */
  public SprintStory completed() {
    return then(SampleEvents::sprintCompleted);
  }

  /**
   * Goes on with {@code sprint.deleted}.
   *
   * @return this
   */
  public SprintStory deleted() {
    return then(SampleEvents::sprintDeleted);
  }

  /**
   * Goes on with content of your own.
   *
   * @param data makes the content from the sprint's id
   * @return this
   * @throws TestKitException where the content is of another sprint
   */
  public SprintStory then(Function<String, ? extends EventData> data) {
    EventData next = data.apply(sprintId);
    if (!next.sprintId().equals(sprintId)) {
      throw new TestKitException(
          "the story of %s cannot go on with %s of %s"
              .formatted(sprintId, next.type().wireName(), next.sprintId()));
    }
    events.add(SampleEvents.event(events.size() + 1L, next));
    return this;
  }

  /**
   * What happened so far.
   *
   * @return a copy
   */
  public List<Event> events() {
    return List.copyOf(events);
  }
}
