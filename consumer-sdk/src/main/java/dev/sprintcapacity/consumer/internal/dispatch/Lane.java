package dev.sprintcapacity.consumer.internal.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The work of one key, in order. The leader appends; whoever runs the lane takes from its front.
 * Whoever makes an idle lane busy sees to it that somebody runs it, and nobody else does until it
 * is idle again: so no two handlers of one key run at once, and no lock is held for it.
 *
 * <p>Lanes are recycled: once all its work was reported, the leader uses a lane for another key.
 */
final class Lane implements Comparable<Lane> {
  private static final VarHandle TAIL;
  private static final byte[] NO_KEY = {};

  /** So often a runner looks for what comes before it lets others have its core. */
  private static final int FREE_LOOKS = 1_000;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(Lane.class, "tail", Work.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private byte[] key = NO_KEY;
  private int hash;

  /** The last work; null while idle. */
  @SuppressWarnings("UnusedVariable") // by TAIL
  private volatile @Nullable Work tail;

  /** The first work, for whoever runs the lane next. */
  private @Nullable Work front;

  /** Work that was put in and is not reported back; belongs to the leader. */
  private int pending;

  /** Names the key; the array is not copied. */
  void key(byte[] newKey) {
    key = newKey;
    hash = Arrays.hashCode(newKey);
  }

  /** Forgets the key, so that nothing of a record stays in memory. */
  void clear() {
    key = NO_KEY;
    front = null;
  }

  /**
   * Appends work; only the leader does.
   *
   * @return whether the lane was idle: the caller must have it run
   */
  boolean append(Work work) {
    Work last = (Work) TAIL.getAndSet(this, work);
    if (last == null) {
      front = work;
      return true;
    }
    last.followedBy(work);
    return false;
  }

  /** Makes an idle lane busy with work the caller runs itself; only the leader does. */
  void occupy(Work work) {
    front = work;
    TAIL.set(this, work);
  }

  /** Undoes {@link #occupy} where nothing was appended since and nobody else ever saw the lane. */
  void vacate() {
    TAIL.set(this, (Work) null);
    front = null;
  }

  /** The work to run first; only for whoever runs the lane. */
  Work front() {
    return Objects.requireNonNull(front, "front");
  }

  /** Says what is to be run first when somebody runs the lane again. */
  void front(Work work) {
    front = work;
  }

  /**
   * Takes finished work away.
   *
   * @return what to run next; null where the lane is idle now, and no longer the caller's
   */
  @Nullable Work finish(Work finished) {
    Work next = finished.next();
    if (next != null) {
      return next;
    }
    return TAIL.compareAndSet(this, finished, (Work) null) ? null : awaitNext(finished);
  }

  /**
   * Lets the first work of another partition overtake one that cannot be judged yet: order is kept
   * within partitions, and what it waits for can only stand in another.
   *
   * @return what overtook, with the blocked work next; null where there is none, or where that one
   *     was found to wait as well
   */
  @Nullable Work overtake(Work blocked) {
    Work before = blocked;
    Work overtaking = blocked.next();
    while (overtaking != null && overtaking.partition == blocked.partition) {
      before = overtaking;
      overtaking = overtaking.next();
    }
    if (overtaking == null || overtaking.waited) {
      return null;
    }
    Work after = overtaking.next();
    if (after == null) {
      before.followedBy(null);
      if (!TAIL.compareAndSet(this, overtaking, before)) {
        before.followedBy(awaitNext(overtaking));
      }
    } else {
      before.followedBy(after);
    }
    overtaking.followedBy(blocked);
    return overtaking;
  }

  /** The leader has appended behind it, and says in a moment what. */
  private static Work awaitNext(Work work) {
    int looks = 0;
    while (true) {
      Work next = work.next();
      if (next != null) {
        return next;
      }
      // the leader stands between two instructions, unless it was put aside just there
      if (++looks < FREE_LOOKS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(1);
      }
    }
  }

  int pending() {
    return pending;
  }

  void pending(int change) {
    pending += change;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lane lane && hash == lane.hash && Arrays.equals(key, lane.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Lets a hash table stay fast with keys that were made to collide. */
  @Override
  public int compareTo(Lane other) {
    return Arrays.compare(key, other.key);
  }

  @Override
  public String toString() {
    return "Lane of %d bytes' key, %d pending".formatted(key.length, pending);
  }
}
