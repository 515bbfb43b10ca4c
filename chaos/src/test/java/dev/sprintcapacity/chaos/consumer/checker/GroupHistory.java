package dev.sprintcapacity.chaos.consumer.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import dev.sprintcapacity.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A history to be spoiled. Times are milliseconds. In the {@link #example} a is undisturbed, b is
 * killed at 915, c is frozen from 1,005 to 9,000; a takes over what was theirs.
 */
final class GroupHistory {
  static final String A = "a-11";
  static final String B = "b-12";
  static final String C = "c-13";

  final List<EventMark> produced = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final List<Handling> handlings = new ArrayList<>();
  final List<Commit> commits = new ArrayList<>();
  final List<Disturbance> disturbances = new ArrayList<>();
  boolean keysTogether = true;
  private long place;

  private GroupHistory() {}

  /** Everything that is allowed, once each. */
  static GroupHistory example() {
    GroupHistory history = new GroupHistory();
    history.failsOnceAndIsHandedOver();
    history.isKilled();
    history.isFrozen();
    return history;
  }

  /** Of a; an attempt fails; then c has it in peace. */
  private void failsOnceAndIsHandedOver() {
    for (int sequence = 1; sequence <= 4; sequence++) {
      produced.add(event(1, sequence));
    }
    handle(A, event(1, 1), 0, 10, Ending.DONE);
    handle(A, event(1, 2), 10, 20, Ending.DONE);
    handle(A, event(1, 3), 20, 30, Ending.FAILED);
    attempt(A, event(1, 3), 2, 40, 50, Ending.DONE);
    commit(A, 1, 210);
    handle(C, event(1, 4), 20_000, 20_010, Ending.DONE);
  }

  /** Of b, who is killed when one is done and not committed and another is begun. */
  private void isKilled() {
    for (int sequence = 1; sequence <= 6; sequence++) {
      produced.add(event(2, sequence));
    }
    for (int sequence = 1; sequence <= 4; sequence++) {
      handle(B, event(2, sequence), 200 * sequence - 180, 200 * sequence - 170, Ending.DONE);
      commit(B, 2, 200 * sequence);
    }
    handle(B, event(2, 5), 900, 910, Ending.DONE);
    handle(B, event(2, 6), 911, Long.MAX_VALUE, Ending.CUT);
    disturbances.add(new Disturbance(B, Disturbance.Kind.KILLED, nanos(915), nanos(915)));
    handle(A, event(2, 5), 5_000, 5_005, Ending.SKIPPED);
    handle(A, event(2, 6), 5_010, 5_020, Ending.DONE);
  }

  /** Of c, who is frozen in a handler and goes on with that and the next when it thaws. */
  private void isFrozen() {
    for (int sequence = 1; sequence <= 3; sequence++) {
      produced.add(event(3, sequence));
    }
    handle(C, event(3, 1), 0, 10, Ending.DONE);
    commit(C, 3, 200);
    handle(C, event(3, 2), 1_000, 9_010, Ending.SKIPPED);
    disturbances.add(new Disturbance(C, Disturbance.Kind.FROZEN, nanos(1_005), nanos(9_000)));
    handle(A, event(3, 2), 7_000, 7_010, Ending.DONE);
    handle(A, event(3, 3), 7_020, 7_030, Ending.DONE);
    handle(C, event(3, 3), 9_020, 9_030, Ending.SKIPPED);
  }

  /** An event of a sprint, in the topic of sprints. */
  static EventMark event(int sprint, long sequence) {
    return event(Topic.SPRINT_LIFECYCLE.topicName(), sprint, sequence);
  }

  /** An event of a sprint. */
  static EventMark event(String topic, int sprint, long sequence) {
    String id = "sprint-" + sprint;
    return new EventMark(
        UUID.nameUUIDFromBytes((topic + id + sequence).getBytes(UTF_8)), topic, id, sequence);
  }

  /** A handler's first attempt, and its effect where it is done. */
  void handle(String member, EventMark event, long beganMillis, long endedMillis, Ending ending) {
    attempt(member, event, 1, beganMillis, endedMillis, ending);
  }

  /** A handler's attempt, and its effect where it is done. */
  void attempt(
      String member,
      EventMark event,
      int attempt,
      long beganMillis,
      long endedMillis,
      Ending ending) {
    handlings.add(
        new Handling(
            member,
            event,
            partition(event),
            event.sequence(),
            attempt,
            nanos(beganMillis),
            endedMillis == Long.MAX_VALUE ? Long.MAX_VALUE : nanos(endedMillis),
            ending));
    if (ending == Ending.DONE) {
      effect(member, event, beganMillis, endedMillis);
    }
  }

  /** An effect behind all others. */
  void effect(String member, EventMark event, long beganMillis, long endedMillis) {
    effects.add(new Effect(++place, event, member, nanos(beganMillis), nanos(endedMillis)));
  }

  /** An acknowledged commit of the partition of a sprint. */
  private void commit(String member, int sprint, long millis) {
    EventMark any = event(sprint, 1);
    commits.add(new Commit(member, any.topic(), partition(any), nanos(millis)));
  }

  /** Changes the one handling of an event by a member. */
  void change(String member, EventMark event, UnaryOperator<Handling> change) {
    Predicate<Handling> which =
        handling -> handling.member().equals(member) && handling.event().equals(event);
    Handling before = handlings.stream().filter(which).findFirst().orElseThrow();
    handlings.set(handlings.indexOf(before), change.apply(before));
  }

  /** The effect of an event. */
  Effect effectOf(EventMark event) {
    return effects.stream().filter(each -> each.event().equals(event)).findFirst().orElseThrow();
  }

  ConsumerVerdict verdict() {
    return ConsumerChecker.check(
        new ConsumerHistory(produced, effects, handlings, commits, disturbances, keysTogether));
  }

  /** What it holds, to see whether it was changed. */
  List<Object> snapshot() {
    return List.of(
        List.copyOf(produced),
        List.copyOf(effects),
        List.copyOf(handlings),
        List.copyOf(commits),
        List.copyOf(disturbances));
  }

  private static int partition(EventMark event) {
    return Integer.parseInt(event.sprintId().substring("sprint-".length())) % 6;
  }

  static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
