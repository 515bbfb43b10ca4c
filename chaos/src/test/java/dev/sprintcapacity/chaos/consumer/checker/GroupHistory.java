package dev.sprintcapacity.chaos.consumer.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import dev.sprintcapacity.chaos.consumer.checker.Disturbance.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A history that can be spoiled. In the example five members handle the events of four sprints, ten
 * per sprint, one every 100 ms: {@code calm} and {@code later}, to whom it hands over in peace;
 * {@code killed}, whose last two events {@code later} has again; {@code zombie}, which is frozen in
 * the middle of an event that {@code later} has meanwhile.
 */
final class GroupHistory {
  static final String TOPIC = "sprint.lifecycle";
  static final String OTHER_TOPIC = "sprint.team-members";
  static final String CALM = "calm";
  static final String KILLED = "killed";
  static final String ZOMBIE = "zombie";
  static final String LATER = "later";
  static final long MILLI = 1_000_000;
  static final long KILL_NANOS = second(20);
  static final long FREEZE_NANOS = second(20);
  static final long THAW_NANOS = second(25);

  private static final int EVENTS = 10;
  private static final long STEP = 100 * MILLI;
  private static final long TOOK = 10 * MILLI;

  final List<EventMark> produced = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final List<Handling> handlings = new ArrayList<>();
  final List<Commit> commits = new ArrayList<>();
  final List<Disturbance> disturbances = new ArrayList<>();
  boolean keysTogether = true;

  static long second(long number) {
    return number * 1_000 * MILLI;
  }

  /** See the class. */
  static GroupHistory example() {
    GroupHistory history = new GroupHistory();
    history.inPeace();
    history.aroundAKill();
    history.aroundAFreeze();
    history.effects.sort(Comparator.comparingLong(Effect::endedNanos));
    history.renumber();
    return history;
  }

  private void inPeace() {
    for (int number = 1; number <= EVENTS; number++) {
      String member = number <= EVENTS / 2 ? CALM : LATER;
      handled(member, event("sprint-a", number), 0, number, number * STEP, Ending.DONE);
    }
    commitEach(CALM, 0, STEP, STEP * EVENTS);
  }

  private void aroundAKill() {
    long begin = KILL_NANOS - (EVENTS - 2) * STEP - STEP / 2;
    for (int number = 1; number <= EVENTS - 2; number++) {
      handled(KILLED, event("sprint-b", number), 1, number, begin + number * STEP, Ending.DONE);
    }
    commitEach(KILLED, 1, begin, KILL_NANOS - 2 * STEP);
    // begun, and cut off with its process
    EventMark cut = event("sprint-b", EVENTS - 1);
    handlings.add(
        new Handling(
            KILLED, cut, 1, EVENTS - 1, 1, KILL_NANOS - MILLI, Long.MAX_VALUE, Ending.CUT));
    disturbances.add(new Disturbance(KILLED, Kind.KILLED, KILL_NANOS, KILL_NANOS));
    long again = KILL_NANOS + second(4);
    for (int number = EVENTS - 3; number <= EVENTS - 2; number++) {
      again += STEP;
      call(LATER, produced(number, "sprint-b"), 1, number, again, Ending.SKIPPED);
    }
    handled(LATER, cut, 1, EVENTS - 1, again + STEP, Ending.DONE);
    handled(LATER, event("sprint-b", EVENTS), 1, EVENTS, again + 2 * STEP, Ending.DONE);
  }

  private void aroundAFreeze() {
    long begin = FREEZE_NANOS - (EVENTS - 4) * STEP - STEP / 2;
    for (int number = 1; number <= EVENTS - 4; number++) {
      handled(ZOMBIE, event("sprint-c", number), 2, number, begin + number * STEP, Ending.DONE);
    }
    commitEach(ZOMBIE, 2, begin, FREEZE_NANOS);
    disturbances.add(new Disturbance(ZOMBIE, Kind.FROZEN, FREEZE_NANOS, THAW_NANOS));
    // begun before the freeze; refused afterwards, for another has had it meanwhile
    EventMark contested = event("sprint-c", EVENTS - 3);
    handlings.add(
        new Handling(
            ZOMBIE,
            contested,
            2,
            EVENTS - 3,
            1,
            FREEZE_NANOS - MILLI,
            THAW_NANOS + MILLI,
            Ending.SKIPPED));
    long meanwhile = FREEZE_NANOS + second(4);
    handled(LATER, contested, 2, EVENTS - 3, meanwhile, Ending.DONE);
    handled(LATER, event("sprint-c", EVENTS - 2), 2, EVENTS - 2, meanwhile + STEP, Ending.DONE);
    // what it had read goes on until it is told
    call(
        ZOMBIE,
        produced(EVENTS - 2, "sprint-c"),
        2,
        EVENTS - 2,
        THAW_NANOS + 2 * MILLI,
        Ending.SKIPPED);
    handled(LATER, event("sprint-c", EVENTS - 1), 2, EVENTS - 1, second(40), Ending.DONE);
    handled(LATER, event("sprint-c", EVENTS), 2, EVENTS, second(40) + STEP, Ending.DONE);
    // of the other sprint of this member nothing was contested
    handled(ZOMBIE, event("sprint-d", 1), 2, EVENTS + 1, second(10), Ending.DONE);
  }

  private void commitEach(String member, int partition, long from, long to) {
    for (long nanos = from; nanos <= to; nanos += STEP) {
      commits.add(new Commit(member, TOPIC, partition, nanos));
    }
  }

  /** An event that was produced. */
  EventMark event(String sprint, long sequence) {
    EventMark event = foreign(sprint, sequence);
    produced.add(event);
    return event;
  }

  /** An event that was not produced. */
  static EventMark foreign(String sprint, long sequence) {
    return new EventMark(
        UUID.nameUUIDFromBytes((sprint + '#' + sequence).getBytes(UTF_8)), TOPIC, sprint, sequence);
  }

  EventMark produced(long sequence, String sprint) {
    return produced.stream()
        .filter(each -> each.sprintId().equals(sprint) && each.sequence() == sequence)
        .findFirst()
        .orElseThrow();
  }

  /** A handling and its effect. */
  void handled(
      String member, EventMark event, int partition, long offset, long began, Ending ending) {
    call(member, event, partition, offset, began, ending);
    effects.add(
        new Effect(effects.size() + 1L, event, member, began + MILLI, began + TOOK - MILLI));
  }

  /** A handling without effect. */
  void call(String member, EventMark event, int partition, long offset, long began, Ending ending) {
    handlings.add(new Handling(member, event, partition, offset, 1, began, began + TOOK, ending));
  }

  /** Gives effects the places of their order in the list. */
  void renumber() {
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      effects.set(
          i,
          new Effect(
              i + 1L, effect.event(), effect.member(), effect.startedNanos(), effect.endedNanos()));
    }
  }

  int effectOf(String sprint, long sequence) {
    for (int i = 0; i < effects.size(); i++) {
      EventMark event = effects.get(i).event();
      if (event.sprintId().equals(sprint) && event.sequence() == sequence) {
        return i;
      }
    }
    throw new IllegalArgumentException("no effect of %s #%d".formatted(sprint, sequence));
  }

  /** Changes each handling that fits. */
  void change(Predicate<Handling> which, UnaryOperator<Handling> change) {
    handlings.replaceAll(each -> which.test(each) ? change.apply(each) : each);
  }

  ConsumerHistory history() {
    return new ConsumerHistory(produced, effects, handlings, commits, disturbances, keysTogether);
  }

  ConsumerVerdict verdict() {
    return ConsumerChecker.check(history());
  }
}
