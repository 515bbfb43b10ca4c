package dev.sprintcapacity.chaos.consumer.checker;

import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.DUPLICATE_EFFECT;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.EFFECT_INVERSION;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.EFFECT_WITHOUT_HANDLING;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.MISSED;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.OVERLAP;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.PHANTOM_EFFECT;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.REPEATED_IN_PEACE;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.REPEATED_THOUGH_COMMITTED;
import static dev.sprintcapacity.chaos.consumer.checker.ConsumerFindingKind.UNENDED;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.A;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.B;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.C;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.event;

import dev.sprintcapacity.events.Topic;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fault planted into {@link GroupHistory#example}, and the one kind of finding it has to yield.
 *
 * @param name what goes wrong
 * @param kind what the checker must say, and nothing else
 * @param plant spoils the history
 */
record GroupPlant(String name, ConsumerFindingKind kind, Consumer<GroupHistory> plant) {
  private static final String TEAMS = Topic.TEAM_MEMBERS.topicName();

  /** Every planted fault. */
  static List<GroupPlant> all() {
    return Stream.of(ofEffects(), ofHandlers(), ofRepetitions()).flatMap(List::stream).toList();
  }

  private static List<GroupPlant> ofEffects() {
    return List.of(
        new GroupPlant("the first effect is missing", MISSED, h -> h.effects.removeFirst()),
        new GroupPlant(
            "what a killed member had begun is missing",
            MISSED,
            h -> h.effects.remove(h.effectOf(event(2, 6)))),
        new GroupPlant(
            "an event was never delivered", MISSED, h -> h.produced.add(event(TEAMS, 1, 5))),
        new GroupPlant(
            "an effect stands there twice",
            DUPLICATE_EFFECT,
            h -> h.effect(A, event(1, 2), 10, 20)),
        new GroupPlant(
            "a frozen member has an effect beside that of who took over",
            DUPLICATE_EFFECT,
            GroupPlant::effectOfTheFrozen),
        new GroupPlant(
            "an effect of an event that was never committed",
            PHANTOM_EFFECT,
            h -> h.produced.remove(event(1, 4))),
        new GroupPlant("two effects change places", EFFECT_INVERSION, GroupPlant::swapped),
        new GroupPlant(
            "an event overtakes one that a killed member had begun",
            EFFECT_INVERSION,
            GroupPlant::overtaking),
        new GroupPlant(
            "nobody handled what has an effect",
            EFFECT_WITHOUT_HANDLING,
            h -> h.handlings.removeIf(each -> each.event().equals(event(1, 4)))),
        new GroupPlant(
            "an effect comes when its handler has ended",
            EFFECT_WITHOUT_HANDLING,
            h -> h.change(A, event(1, 1), each -> ended(each, 9, Ending.DONE))),
        new GroupPlant(
            "a handler that failed has an effect",
            EFFECT_WITHOUT_HANDLING,
            h -> h.change(C, event(1, 4), each -> ended(each, 20_010, Ending.FAILED))));
  }

  private static List<GroupPlant> ofHandlers() {
    return List.of(
        new GroupPlant(
            "the next event begins too early", OVERLAP, h -> h.change(A, event(1, 2), early(9))),
        new GroupPlant(
            "the next owner begins too early", OVERLAP, h -> meanwhile(h, C, event(1, 5), 45)),
        new GroupPlant(
            "the other topic of a sprint at once",
            OVERLAP,
            h -> meanwhile(h, A, event(TEAMS, 1, 5), 45)),
        new GroupPlant(
            "a member begins before the one it follows is killed",
            OVERLAP,
            h -> meanwhile(h, A, event(2, 7), 913)),
        new GroupPlant(
            "a member that thawed goes on longer than it may", OVERLAP, GroupPlant::goesOnTooLong),
        new GroupPlant(
            "a handler of a living member never ends",
            UNENDED,
            h ->
                h.change(
                    C, event(1, 4), each -> ended(each, Long.MAX_VALUE / 1_000_000, Ending.CUT))));
  }

  private static List<GroupPlant> ofRepetitions() {
    return List.of(
        new GroupPlant(
            "the next owner has again what was handed over",
            REPEATED_IN_PEACE,
            h -> h.handle(C, event(1, 3), 19_000, 19_005, Ending.SKIPPED)),
        new GroupPlant(
            "a member has again what it had done itself",
            REPEATED_IN_PEACE,
            h -> h.handle(A, event(1, 2), 60, 65, Ending.SKIPPED)),
        new GroupPlant(
            "a kill does not excuse another member",
            REPEATED_IN_PEACE,
            h -> h.handle(A, event(1, 1), 5_100, 5_105, Ending.SKIPPED)),
        new GroupPlant(
            "what was done before commits that were acknowledged comes again",
            REPEATED_THOUGH_COMMITTED,
            h -> h.handle(A, event(2, 1), 4_990, 4_995, Ending.SKIPPED)),
        new GroupPlant(
            "a member does not commit for long",
            REPEATED_THOUGH_COMMITTED,
            GroupPlant::doesNotCommit));
  }

  private static void effectOfTheFrozen(GroupHistory history) {
    history.change(C, event(3, 2), each -> ended(each, 9_010, Ending.DONE));
    history.effect(C, event(3, 2), 1_000, 9_010);
  }

  private static void swapped(GroupHistory history) {
    Effect first = history.effectOf(event(1, 1));
    Effect second = history.effectOf(event(1, 2));
    history.effects.remove(first);
    history.effects.remove(second);
    history.effects.add(placed(first, second.place()));
    history.effects.add(placed(second, first.place()));
  }

  private static void overtaking(GroupHistory history) {
    EventMark next = event(2, 7);
    history.produced.add(next);
    history.handle(A, next, 4_980, 4_990, Ending.DONE);
    Effect late = history.effectOf(event(2, 6));
    Effect early = history.effectOf(next);
    history.effects.remove(late);
    history.effects.remove(early);
    history.effects.add(placed(early, late.place()));
    history.effects.add(placed(late, early.place()));
  }

  private static void meanwhile(
      GroupHistory history, String member, EventMark event, long beganMillis) {
    history.handle(member, event, beganMillis, beganMillis + 10, Ending.FAILED);
  }

  private static void goesOnTooLong(GroupHistory history) {
    long later = 9_000 + Disturbances.NOTICE_LIMIT.toMillis() + 1;
    history.produced.add(event(3, 4));
    history.handle(A, event(3, 4), later, later + 20, Ending.DONE);
    history.handle(C, event(3, 4), later + 1, later + 30, Ending.SKIPPED);
  }

  private static void doesNotCommit(GroupHistory history) {
    EventMark old = event(8, 1);
    long ended = 915 - RepetitionCheck.COMMIT_LIMIT.toMillis() - 1;
    history.commits.clear();
    history.produced.add(old);
    history.handle(B, old, ended - 10, ended, Ending.DONE);
    history.handle(A, old, 4_990, 4_995, Ending.SKIPPED);
  }

  private static UnaryOperator<Handling> early(long millis) {
    return each ->
        new Handling(
            each.member(),
            each.event(),
            each.partition(),
            each.offset(),
            each.attempt(),
            GroupHistory.nanos(millis),
            each.endedNanos(),
            each.ending());
  }

  private static Handling ended(Handling each, long millis, Ending ending) {
    return new Handling(
        each.member(),
        each.event(),
        each.partition(),
        each.offset(),
        each.attempt(),
        each.beganNanos(),
        GroupHistory.nanos(millis),
        ending);
  }

  private static Effect placed(Effect effect, long place) {
    return new Effect(
        place, effect.event(), effect.member(), effect.startedNanos(), effect.endedNanos());
  }

  @Override
  public String toString() {
    return name;
  }
}
