package dev.sprintcapacity.service.publication;

import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlanDifference;
import dev.sprintcapacity.domain.sprint.PlanField;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.HolidayFact;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import dev.sprintcapacity.service.identity.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a change of a sprint as events: built from the state after the change, numbered on from the
 * sprint's last event, encoded to their final bytes. Thread-safe.
 */
public final class SprintEvents {

  private final UuidV7 ids;

  /** Events whose ids come from the given generator. */
  public SprintEvents(UuidV7 ids) {
    this.ids = ids;
  }

  /** A sprint was planned. */
  public List<EncodedEvent> created(Sprint sprint, @Nullable String traceparent) {
    List<EventData> changes = new ArrayList<>();
    changes.add(new SprintCreated(facts(sprint)));
    if (!sprint.plan().team().isEmpty()) {
      changes.add(
          new TeamMemberAdded(sprint.id().value(), sprint.plan().name(), team(sprint.plan())));
    }
    return encoded(changes, sprint.updatedAt(), 0, traceparent);
  }

  /** A plan changed; the difference says which events tell it. */
  public List<EncodedEvent> revised(
      Sprint sprint, PlanDifference difference, long lastSequence, @Nullable String traceparent) {
    List<EventData> changes = new ArrayList<>();
    if (!difference.changedFields().isEmpty()) {
      changes.add(
          new SprintUpdated(
              facts(sprint),
              sprint.plan().holidays().stream()
                  .map(holiday -> new HolidayFact(holiday.date(), holiday.name()))
                  .toList(),
              difference.changedFields().stream().map(PlanField::wireName).toList()));
    }
    if (difference.teamChanged()) {
      changes.add(
          new TeamMemberUpdated(sprint.id().value(), sprint.plan().name(), team(sprint.plan())));
    }
    return encoded(changes, sprint.updatedAt(), lastSequence, traceparent);
  }

  /** A planned sprint began. */
  public List<EncodedEvent> started(
      ActiveSprint sprint, long lastSequence, @Nullable String traceparent) {
    return encoded(
        List.of(new SprintStarted(facts(sprint))), sprint.updatedAt(), lastSequence, traceparent);
  }

  /** An active sprint ended. */
  public List<EncodedEvent> completed(
      CompletedSprint sprint, long lastSequence, @Nullable String traceparent) {
    return encoded(
        List.of(new SprintCompleted(facts(sprint))), sprint.updatedAt(), lastSequence, traceparent);
  }

  /** A sprint was removed at this time. */
  public List<EncodedEvent> deleted(
      Sprint sprint, Instant time, long lastSequence, @Nullable String traceparent) {
    return encoded(
        List.of(new SprintDeleted(sprint.id().value())), time, lastSequence, traceparent);
  }

  private List<EncodedEvent> encoded(
      List<EventData> changes, Instant time, long lastSequence, @Nullable String traceparent) {
    List<EncodedEvent> events = new ArrayList<>();
    for (EventData change : changes) {
      long sequence = lastSequence + events.size() + 1;
      events.add(EventEncoder.encode(new Event(ids.next(), time, sequence, traceparent, change)));
    }
    return events;
  }

  private static SprintFacts facts(Sprint sprint) {
    SprintPlan plan = sprint.plan();
    return new SprintFacts(
        sprint.id().value(),
        plan.name(),
        plan.number().value(),
        plan.team().size(),
        plan.dates().first(),
        plan.dates().last(),
        plan.workingDays(),
        plan.confidence().value());
  }

  private static List<TeamMember> team(SprintPlan plan) {
    return plan.team().stream().map(SprintEvents::member).toList();
  }

  private static TeamMember member(Member member) {
    return new TeamMember(
        member.id().value(), member.name(), member.role().label(), member.email());
  }
}
