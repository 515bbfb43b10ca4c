package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.chaos.checker.Outcome;
import dev.sprintcapacity.chaos.history.WriteLog;
import dev.sprintcapacity.events.EventType;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client: makes sprints, changes them, leads them through their life. Used by one thread. */
final class LoadClient {
  private static final Set<EventType> CREATED =
      Set.of(EventType.SPRINT_CREATED, EventType.TEAM_MEMBER_ADDED);
  private static final Set<EventType> REPLACED =
      Set.of(EventType.SPRINT_UPDATED, EventType.TEAM_MEMBER_UPDATED);
  private static final Pattern ID = Pattern.compile("\"id\":\"(sprint-[^\"]+)\"");

  private final ApiClient api;
  private final WriteLog log;
  private final SprintPool sprints;
  private final RandomGenerator random;
  private final String name;
  private long keys;

  LoadClient(ApiClient api, WriteLog log, SprintPool sprints, RandomGenerator random, String name) {
    this.api = api;
    this.log = log;
    this.sprints = sprints;
    this.random = random;
    this.name = name;
  }

  /** Does one write of any kind that the sprint it falls on should allow. */
  void runOnce() {
    Optional<KnownSprint> any = sprints.any(random);
    int dice = random.nextInt(100);
    if (any.isEmpty() || dice < 25) {
      create();
      return;
    }
    KnownSprint sprint = any.get();
    switch (sprint.phase()) {
      case PLANNED -> {
        if (dice < 40) {
          start(sprint);
        } else {
          change(sprint, dice);
        }
      }
      case ACTIVE -> {
        if (dice < 35) {
          complete(sprint);
        } else {
          change(sprint, dice);
        }
      }
      case COMPLETED -> delete(sprint);
    }
  }

  private void change(KnownSprint sprint, int dice) {
    if (dice >= 97) {
      delete(sprint);
    } else if (dice % 3 == 0) {
      update(sprint, "PUT", REPLACED, mark -> Documents.replacement(sprint.number(), mark));
    } else if (dice % 3 == 1) {
      update(sprint, "PATCH", Set.of(EventType.SPRINT_UPDATED), Documents::holidayPatch);
    } else {
      update(sprint, "PATCH", Set.of(EventType.TEAM_MEMBER_UPDATED), Documents::teamPatch);
    }
  }

  private void create() {
    WriteLog.Open write = log.begin(null, CREATED);
    Reply reply =
        api.deliver(
            new Request("POST", Request.SPRINTS, Documents.creation(write.mark()), nextKey()),
            random);
    if (reply instanceof Reply.Answered answered && answered.done()) {
      Matcher id = ID.matcher(answered.body());
      if (!id.find()) {
        throw new ChaosException("no id in the answer to a creation: " + answered);
      }
      write.created(id.group(1));
      sprints.add(
          new KnownSprint(
              id.group(1), Contents.sprintNumber(write.mark()), KnownSprint.Phase.PLANNED),
          random);
    } else {
      write.finish(outcome(reply));
    }
  }

  private void update(
      KnownSprint sprint, String method, Set<EventType> expected, Function<Long, String> body) {
    WriteLog.Open write = log.begin(sprint.id(), expected);
    Reply reply =
        api.deliver(new Request(method, sprint.path(), body.apply(write.mark()), null), random);
    finish(write, sprint, reply, sprint.phase());
  }

  private void start(KnownSprint sprint) {
    post(sprint, "/start", EventType.SPRINT_STARTED, KnownSprint.Phase.ACTIVE);
  }

  private void complete(KnownSprint sprint) {
    post(sprint, "/complete", EventType.SPRINT_COMPLETED, KnownSprint.Phase.COMPLETED);
  }

  private void post(
      KnownSprint sprint, String step, EventType expected, KnownSprint.Phase afterwards) {
    WriteLog.Open write = log.begin(sprint.id(), Set.of(expected));
    Reply reply = api.deliver(new Request("POST", sprint.path() + step, null, nextKey()), random);
    finish(write, sprint, reply, afterwards);
  }

  private void delete(KnownSprint sprint) {
    sprints.forget(sprint);
    WriteLog.Open write = log.begin(sprint.id(), Set.of(EventType.SPRINT_DELETED));
    write.finish(outcome(api.deliver(new Request("DELETE", sprint.path(), null, null), random)));
  }

  private void finish(
      WriteLog.Open write, KnownSprint sprint, Reply reply, KnownSprint.Phase afterwards) {
    Outcome outcome = outcome(reply);
    write.finish(outcome);
    switch (outcome) {
      case ACKNOWLEDGED -> sprints.update(sprint.in(afterwards));
      // whatever it is like now, somebody else or nobody knows
      case REFUSED, UNKNOWN -> sprints.forget(sprint);
    }
  }

  private static Outcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered when answered.done() -> Outcome.ACKNOWLEDGED;
      case Reply.Answered answered when answered.status() >= 500 -> Outcome.UNKNOWN;
      case Reply.Answered _, Reply.Unsent _ -> Outcome.REFUSED;
      case Reply.Unanswered _ -> Outcome.UNKNOWN;
    };
  }

  private String nextKey() {
    return name + "-" + keys++;
  }
}
