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
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.CALM;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.KILLED;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.LATER;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.MILLI;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.ZOMBIE;
import static dev.sprintcapacity.chaos.consumer.checker.GroupHistory.second;

import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A fault planted into {@link GroupHistory#example}, and the one kind of finding it has to yield.
 *
 * @param name what goes wrong
 * @param kind what the checker must say, and nothing else
 * @param plant spoils the history
 */
record GroupSpoil(String name, ConsumerFindingKind kind, Consumer<GroupHistory> plant) {
  @Override
  public String toString() {
    return name;
  }

  static List<GroupSpoil> all() {
    return Stream.of(ofEvents(), ofEffects(), ofHandlers(), ofZombies(), ofDeliveries())
        .flatMap(List::stream)
        .toList();
  }

  private static List<GroupSpoil> ofEvents() {
    return List.of(
        new GroupSpoil(
            "an effect is missing", MISSED, h -> h.effects.remove(h.effectOf("sprint-a", 3))),
        new GroupSpoil(
            "the last effect is missing",
            MISSED,
            h -> h.effects.remove(h.effectOf("sprint-c", 10))),
        new GroupSpoil("an event nobody got", MISSED, h -> h.event("sprint-a", 11)),
        new GroupSpoil(
            "an effect is there twice",
            DUPLICATE_EFFECT,
            h -> {
              h.effects.add(h.effects.get(h.effectOf("sprint-a", 3)));
              h.renumber();
            }),
        new GroupSpoil(
            "the zombie applies what another has applied",
            DUPLICATE_EFFECT,
            h -> {
              h.change(
                  each -> each.member().equals(ZOMBIE) && each.event().sequence() == 7,
                  each -> ended(each, each.endedNanos(), Ending.DONE));
              h.effects.add(
                  new Effect(
                      100,
                      h.produced(7, "sprint-c"),
                      ZOMBIE,
                      GroupHistory.FREEZE_NANOS,
                      GroupHistory.THAW_NANOS));
            }));
  }

  private static List<GroupSpoil> ofEffects() {
    return List.of(
        new GroupSpoil(
            "an event of an aborted transaction has an effect",
            PHANTOM_EFFECT,
            h ->
                h.handled(CALM, GroupHistory.foreign("sprint-x", 1), 3, 1, second(5), Ending.DONE)),
        new GroupSpoil(
            "two effects of a sprint change places",
            EFFECT_INVERSION,
            h -> {
              Collections.swap(h.effects, h.effectOf("sprint-a", 4), h.effectOf("sprint-a", 5));
              h.renumber();
            }),
        new GroupSpoil(
            "a zombie's effect comes behind a later one",
            EFFECT_INVERSION,
            h -> {
              Effect late = h.effects.remove(h.effectOf("sprint-c", 2));
              h.effects.add(late);
              h.renumber();
            }),
        new GroupSpoil(
            "a member's lines are lost",
            EFFECT_WITHOUT_HANDLING,
            h -> h.handlings.removeIf(each -> each.member().equals(CALM))),
        new GroupSpoil(
            "an effect is older than its handling",
            EFFECT_WITHOUT_HANDLING,
            h -> {
              int place = h.effectOf("sprint-a", 3);
              Effect effect = h.effects.get(place);
              h.effects.set(
                  place, new Effect(effect.place(), effect.event(), CALM, 1, effect.endedNanos()));
            }));
  }

  private static List<GroupSpoil> ofHandlers() {
    return List.of(
        new GroupSpoil(
            "two events of a sprint at once in one member",
            OVERLAP,
            h ->
                h.change(
                    each -> each.event().equals(h.produced(3, "sprint-a")),
                    each -> ended(each, each.endedNanos() + 95 * MILLI, Ending.DONE))),
        new GroupSpoil(
            "the next owner begins before the last handler ended",
            OVERLAP,
            h ->
                h.change(
                    each -> each.event().equals(h.produced(5, "sprint-a")),
                    each -> ended(each, each.endedNanos() + 95 * MILLI, Ending.DONE))),
        new GroupSpoil(
            "a sprint in two topics at once",
            OVERLAP,
            h ->
                h.call(
                    LATER,
                    new EventMark(
                        h.produced(1, "sprint-b").id(), GroupHistory.OTHER_TOPIC, "sprint-a", 99),
                    0,
                    99,
                    h.handlings.getFirst().beganNanos() + MILLI,
                    Ending.FAILED)));
  }

  private static List<GroupSpoil> ofZombies() {
    return List.of(
        new GroupSpoil(
            "a zombie begins long after it must know",
            OVERLAP,
            h ->
                h.handlings.add(
                    new Handling(
                        ZOMBIE,
                        h.produced(9, "sprint-c"),
                        2,
                        9,
                        1,
                        second(40) + MILLI,
                        second(40) + 2 * MILLI,
                        Ending.FAILED))),
        new GroupSpoil(
            "another overlaps under the open handler of a zombie",
            OVERLAP,
            h ->
                h.call(
                    CALM,
                    h.produced(7, "sprint-c"),
                    2,
                    7,
                    GroupHistory.FREEZE_NANOS + second(4) + MILLI,
                    Ending.FAILED)),
        new GroupSpoil(
            "a handler that never ends in a process that lives",
            UNENDED,
            h ->
                h.handlings.add(
                    new Handling(
                        CALM,
                        h.produced(10, "sprint-a"),
                        0,
                        10,
                        2,
                        second(5),
                        Long.MAX_VALUE,
                        Ending.CUT))));
  }

  private static List<GroupSpoil> ofDeliveries() {
    return List.of(
        new GroupSpoil(
            "handled again after a hand-over in peace",
            REPEATED_IN_PEACE,
            h -> h.call(LATER, h.produced(5, "sprint-a"), 0, 5, second(5), Ending.SKIPPED)),
        new GroupSpoil(
            "handled again by the same member",
            REPEATED_IN_PEACE,
            h -> h.call(CALM, h.produced(5, "sprint-a"), 0, 5, second(5), Ending.SKIPPED)),
        new GroupSpoil(
            "what a killed member left is handled again twice",
            REPEATED_IN_PEACE,
            h -> h.call(CALM, h.produced(8, "sprint-b"), 1, 8, second(50), Ending.SKIPPED)),
        new GroupSpoil(
            "handled again after a kill though it was committed",
            REPEATED_THOUGH_COMMITTED,
            h -> h.call(LATER, h.produced(1, "sprint-b"), 1, 1, second(23), Ending.SKIPPED)),
        new GroupSpoil(
            "handled again after a kill though there was time to commit it",
            REPEATED_THOUGH_COMMITTED,
            h -> {
              h.commits.removeIf(each -> each.member().equals(KILLED));
              h.handled(KILLED, h.event("sprint-e", 1), 1, 90, second(5), Ending.DONE);
              h.call(LATER, h.produced(1, "sprint-e"), 1, 90, second(23), Ending.SKIPPED);
            }),
        new GroupSpoil(
            "handled again after a freeze though it was committed",
            REPEATED_THOUGH_COMMITTED,
            h -> h.call(LATER, h.produced(1, "sprint-c"), 2, 1, second(23), Ending.SKIPPED)),
        new GroupSpoil(
            "a commit more would have covered it",
            REPEATED_THOUGH_COMMITTED,
            h ->
                LongStream.of(3, 2, 1)
                    .forEach(before ->
                        h.commits.add(
                            new Commit(
                                KILLED,
                                GroupHistory.TOPIC,
                                1,
                                GroupHistory.KILL_NANOS - before * MILLI)))));
  }

  private static Handling ended(Handling handling, long nanos, Ending ending) {
    return new Handling(
        handling.member(),
        handling.event(),
        handling.partition(),
        handling.offset(),
        handling.attempt(),
        handling.beganNanos(),
        nanos,
        ending);
  }
}
