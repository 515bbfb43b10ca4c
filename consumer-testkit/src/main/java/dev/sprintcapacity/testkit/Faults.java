package dev.sprintcapacity.testkit;

import dev.sprintcapacity.events.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * What may happen to events on their way, as functions on lists of events. A real Kafka does the
 * first two; the others take a broken publisher. No state; thread-safe.
 *
 * @since 0.1.0
 */
public final class Faults {
  private Faults() {}

  /**
   * Mixes stories: events of different sprints in any order, those of one sprint in theirs.
   *
   * @param seed the same seed mixes the same way
   * @param stories each in its order
   * @return all events
   */
  public static List<Event> interleaved(long seed, List<List<Event>> stories) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Queue<Event>> left = new ArrayList<>();
    stories.forEach(story -> left.add(new ArrayDeque<>(story)));
    left.removeIf(Queue::isEmpty);
    List<Event> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      int chosen = random.nextInt(left.size());
      mixed.add(left.get(chosen).remove());
      if (left.get(chosen).isEmpty()) {
        left.remove(chosen);
      }
    }
    return mixed;
  }

  /**
   * Repeats each event right behind itself, with the same id: a producer that sent it again.
   *
   * @param events any events
   * @return twice as many
   */
  public static List<Event> duplicated(List<Event> events) {
    return events.stream().flatMap(event -> List.of(event, event).stream()).toList();
  }

  /**
   * Leaves an event out, so that the sequence of its sprint has a gap.
   *
   * @param events any events
   * @param index which to leave out, from 0
   * @return the others
   * @throws TestKitException where there is no such event
   */
  public static List<Event> without(List<Event> events, int index) {
    requireIndex(events, index);
    List<Event> rest = new ArrayList<>(events);
    rest.remove(index);
    return rest;
  }

  /**
   * The bug that a publisher must not have: changes the order of an event and the next one of the
   * same sprint, and so the order within a partition where both go to one topic.
   *
   * @param events any events
   * @param index the first of the two, from 0
   * @return the same events
   * @throws TestKitException where no event of the sprint follows
   */
  public static List<Event> swapped(List<Event> events, int index) {
    requireIndex(events, index);
    List<Event> swapped = new ArrayList<>(events);
    String sprint = events.get(index).data().sprintId();
    for (int next = index + 1; next < events.size(); next++) {
      if (events.get(next).data().sprintId().equals(sprint)) {
        Collections.swap(swapped, index, next);
        return swapped;
      }
    }
    throw new TestKitException(
        "no event of %s follows that at index %d: nothing to swap".formatted(sprint, index));
  }

  private static void requireIndex(List<Event> events, int index) {
    if (index < 0 || index >= events.size()) {
      throw new TestKitException(
          "index must be 0 to %d, but is %d".formatted(events.size() - 1, index));
    }
  }
}
