package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.consumers.dashboard.ClientQueue;
import dev.sprintcapacity.consumers.dashboard.EndReason;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import dev.sprintcapacity.service.publication.CommittedEvents;
import dev.sprintcapacity.service.relay.WakeUp;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where this instance is in the event log, and who listens there. One thread reads behind the log
 * while there is at least one guest, and gives each batch to all who joined. Batch and place change
 * under one lock, so that whoever joins knows exactly what it will get: everything that the
 * snapshot it is told does not see. Thread-safe.
 */
public final class LogTail implements CommittedEvents {

  /** A read takes milliseconds; where the database is away, a client is told soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration END_WAIT = Duration.ofSeconds(2);

  private final LogDatabase database;
  private final WakeUp wakeUp = new WakeUp();
  private final LongAdder dropped = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<StreamClient> live = new LinkedHashSet<>();
  private volatile @Nullable Thread thread;
  private @Nullable TailPlace place;
  private int guests;
  private long begun;
  private long completed;
  private boolean closed;

  /**
   * A tail that nobody follows yet.
   *
   * @param database where the log is
   */
  public LogTail(LogDatabase database) {
    this.database = database;
  }

  /** Wakes the reader where it runs. Never blocks. */
  @Override
  public void committed(List<EncodedEvent> events) {
    if (thread != null) {
      wakeUp.ring();
    }
  }

  /** Clients dropped so far because they did not keep up. */
  public long dropped() {
    return dropped.sum();
  }

  /**
   * Comes in as a guest, and waits for a place that is not older than this call: so it is behind
   * every cursor that any instance has given out before. To be paired with {@link #leave}.
   *
   * @throws StreamUnavailableException where the log cannot be read in time; the caller is no guest
   */
  TailPlace enter() {
    lock.lock();
    try {
      if (closed) {
        throw new StreamUnavailableException("this instance is stopping");
      }
      guests++;
      if (thread == null) {
        place = null;
        thread = Thread.ofVirtual().name("live-tail").start(this::run);
      }
      long wanted = begun + 1;
      wakeUp.ring();
      try {
        return awaitPlace(() -> completed >= wanted);
      } catch (StreamUnavailableException e) {
        guests--;
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The place now. */
  TailPlace place() {
    lock.lock();
    try {
      return awaitPlace(() -> true);
    } finally {
      lock.unlock();
    }
  }

  /** From the place that is returned on, the client gets everything it wants. */
  TailPlace join(StreamClient client) {
    lock.lock();
    try {
      TailPlace at = awaitPlace(() -> true);
      live.add(client);
      return at;
    } finally {
      lock.unlock();
    }
  }

  /** The place that a client which has taken all of its queue has come to; empty in a backlog. */
  Optional<StreamCursor> placeBehind(StreamClient client) {
    lock.lock();
    try {
      TailPlace now = place;
      return now != null && live.contains(client) && client.queue().isEmpty()
          ? Optional.of(new StreamCursor(now.log(), now.cursor()))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Goes, whether it has joined or not. */
  void leave(StreamClient client) {
    lock.lock();
    try {
      live.remove(client);
      guests--;
      wakeUp.ring();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all clients and the reader; waits a moment for it. */
  public void close() {
    Thread reading;
    lock.lock();
    try {
      closed = true;
      endAll(EndReason.STOPPING);
      reading = thread;
      wakeUp.ring();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (reading != null) {
      try {
        if (!reading.join(END_WAIT)) {
          reading.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try (TailReader reader = new TailReader(database, this)) {
      while (goesOn()) {
        wakeUp.await(reader.runOnce());
      }
    } finally {
      lock.lock();
      try {
        if (thread == Thread.currentThread()) {
          thread = null;
          endAll(EndReason.LEFT);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean goesOn() {
    lock.lock();
    try {
      if (guests > 0 && !closed) {
        return true;
      }
      thread = null;
      place = null;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A connection was made; where the log is another one than before, everybody has to begin anew.
   */
  void connected(String log, Snapshot end) {
    lock.lock();
    try {
      TailPlace before = place;
      if (before != null && before.log().equals(log) && before.cursor().xmax() <= end.xmax()) {
        return;
      }
      if (before != null) {
        endAll(EndReason.ANOTHER_LOG);
      }
      place = new TailPlace(log, new LogCursor.CaughtUp(end));
    } finally {
      lock.unlock();
    }
  }

  /** Begins a read; the number is for {@link #completed}. */
  TailRead begin() {
    lock.lock();
    try {
      TailPlace from = place;
      if (from == null) {
        throw new StreamUnavailableException("the tail has no place before it is connected");
      }
      return new TailRead(++begun, from);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a batch to all who joined, and moves on. */
  void completed(TailRead read, EventBatch batch, List<StreamFrame> frames) {
    lock.lock();
    try {
      for (StreamFrame frame : frames) {
        Iterator<StreamClient> all = live.iterator();
        while (all.hasNext()) {
          StreamClient client = all.next();
          if (client.wants(frame) && !taken(client, frame)) {
            all.remove();
          }
        }
      }
      place = new TailPlace(read.from().log(), batch.next());
      completed = read.number();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The log is broken: nobody is told anything of it any more. */
  void broken() {
    lock.lock();
    try {
      endAll(EndReason.ANOTHER_LOG);
      place = null;
    } finally {
      lock.unlock();
    }
  }

  private boolean taken(StreamClient client, StreamFrame frame) {
    ClientQueue.Offered offered = client.queue().offer(frame);
    if (offered == ClientQueue.Offered.DROPPED) {
      dropped.increment();
    }
    return offered == ClientQueue.Offered.TAKEN;
  }

  private void endAll(EndReason reason) {
    live.forEach(client -> client.queue().end(reason));
    live.clear();
  }

  /** In the middle of a backlog there is no place to join at; it passes. */
  private TailPlace awaitPlace(BooleanSupplier fresh) {
    long nanos = PATIENCE.toNanos();
    try {
      while (!closed && nanos > 0) {
        TailPlace now = place;
        if (now != null && now.cursor() instanceof LogCursor.CaughtUp && fresh.getAsBoolean()) {
          return now;
        }
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StreamUnavailableException(
        closed
            ? "this instance is stopping"
            : "the event log could not be read within %d s".formatted(PATIENCE.toSeconds()));
  }
}
