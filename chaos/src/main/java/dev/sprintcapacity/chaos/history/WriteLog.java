package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.checker.ClientWrite;
import dev.sprintcapacity.chaos.checker.Outcome;
import dev.sprintcapacity.events.EventType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every write before it is sent and again when it is answered. What is never answered
 * counts as unknown. Thread-safe.
 */
public final class WriteLog implements AutoCloseable {
  private final LineFile file;
  private final AtomicLong next = new AtomicLong();
  private final Map<Long, Open> open = new ConcurrentHashMap<>();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  /** Writes into the folder, over what was there. */
  public WriteLog(HistoryFolder folder) {
    this.file = new LineFile(folder.writes());
  }

  /** Notes that a write is about to be sent. */
  public Open begin(@Nullable String sprintId, Set<EventType> expected) {
    long number = next.getAndIncrement();
    Open write = new Open(number, sprintId, expected, System.nanoTime());
    open.put(number, write);
    return write;
  }

  /** Writes answered with success so far. */
  public long acknowledged() {
    return acknowledged.sum();
  }

  /** Writes refused so far. */
  public long refused() {
    return refused.sum();
  }

  /** Writes whose fate is unknown so far. */
  public long unknown() {
    return unknown.sum();
  }

  private void finish(Open write, @Nullable String sprintId, Outcome outcome) {
    if (open.remove(write.number) == null) {
      return;
    }
    switch (outcome) {
      case ACKNOWLEDGED -> acknowledged.increment();
      case REFUSED -> refused.increment();
      case UNKNOWN -> unknown.increment();
    }
    file.add(
        HistoryLines.of(
            new ClientWrite(
                write.number,
                sprintId,
                write.expected,
                outcome,
                write.sentNanos,
                System.nanoTime())));
  }

  /** Ends the log; what is open stays unknown. */
  @Override
  public void close() {
    open.values().forEach(write -> finish(write, write.sprintId, Outcome.UNKNOWN));
    file.close();
  }

  /** A write on its way. */
  public final class Open {
    private final long number;
    private final @Nullable String sprintId;
    private final Set<EventType> expected;
    private final long sentNanos;

    private Open(long number, @Nullable String sprintId, Set<EventType> expected, long sentNanos) {
      this.number = number;
      this.sprintId = sprintId;
      this.expected = Set.copyOf(expected);
      this.sentNanos = sentNanos;
    }

    /** The mark that the write's content carries. */
    public long mark() {
      return number;
    }

    /** Notes what became of it. */
    public void finish(Outcome outcome) {
      WriteLog.this.finish(this, sprintId, outcome);
    }

    /** Notes that a creation was acknowledged under an id. */
    public void created(String id) {
      WriteLog.this.finish(this, id, Outcome.ACKNOWLEDGED);
    }
  }
}
