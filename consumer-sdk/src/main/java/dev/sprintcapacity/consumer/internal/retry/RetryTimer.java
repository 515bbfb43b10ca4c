package dev.sprintcapacity.consumer.internal.retry;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What waits for its time, the earliest first. Holds no more than there are records in memory. No
 * thread waits here: its owner asks what is due. Used by one thread at a time.
 *
 * @param <T> what waits
 */
public final class RetryTimer<T> {
  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long added;

  private record Entry<T>(long dueNanos, long number, T what) implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      // differences, because a nano clock may run over
      long difference = dueNanos - other.dueNanos;
      return difference == 0 ? Long.compare(number, other.number) : Long.signum(difference);
    }
  }

  /** Lets something wait until a time of the nano clock. */
  public void add(long dueNanos, T what) {
    entries.add(new Entry<>(dueNanos, added++, what));
  }

  /** Hands over what is due, the earliest first. */
  public void takeDue(long nowNanos, Consumer<? super T> taker) {
    for (Entry<T> first = entries.peek();
        first != null && first.dueNanos - nowNanos <= 0;
        first = entries.peek()) {
      entries.poll();
      taker.accept(first.what);
    }
  }

  /** Hands over what need not wait any longer, whenever it would be due. */
  public void takeIf(Predicate<? super T> condition, Consumer<? super T> taker) {
    List<Entry<T>> taken = new ArrayList<>();
    entries.removeIf(entry -> condition.test(entry.what) && taken.add(entry));
    taken.forEach(entry -> taker.accept(entry.what));
  }

  /** How many wait. */
  public int size() {
    return entries.size();
  }

  /** Nanoseconds until the first is due, at most {@code otherwise}; 0 where one is. */
  public long nanosToFirst(long nowNanos, long otherwise) {
    Entry<T> first = entries.peek();
    return first == null ? otherwise : Math.max(0, Math.min(otherwise, first.dueNanos - nowNanos));
  }
}
