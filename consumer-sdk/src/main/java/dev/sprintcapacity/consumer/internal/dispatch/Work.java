package dev.sprintcapacity.consumer.internal.dispatch;

import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through its lane: where it stands, and how often it was tried. Belongs to one
 * thread at a time: the leader, then whoever runs its lane, in the end the leader again.
 */
final class Work {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Work.class, "next", Work.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The record as it was read: its offset is the one that is committed. */
  final ConsumerRecord<byte[], byte[]> read;

  /** The record as its handler sees it: of a dead letter that comes back, as it was at first. */
  final ConsumerRecord<byte[], byte[]> record;

  /** What it is where it was read from a redrive topic; null otherwise. */
  final @Nullable Redriven redriven;

  final HeldPartition partition;
  final Lane lane;

  /** The work behind it in its lane. */
  @SuppressWarnings("UnusedVariable") // by NEXT
  private volatile @Nullable Work next;

  /** The work reported before it, while both wait for the leader. */
  @Nullable Work reportedBefore;

  Stage stage = Stage.HANDLE;
  Report report = Report.DONE;
  int attempts;
  int sinkFailures;
  long dueNanos;

  /** Whether it had to wait for a record of another partition. */
  boolean waited;

  /** Whether its partition counts it as begun. */
  boolean begun;

  @Nullable Failure failure;

  /** What is to be done with it next. */
  enum Stage {
    /** Ask its handler. */
    HANDLE,
    /** It is the end of a redrive: free its key. */
    FREE,
    /** Write it as a dead letter. */
    BURY,
    /** Write it as a dead letter, then park its key. */
    BURY_AND_PARK,
    /** Park its key; it is a dead letter already. */
    PARK,
    /** Nothing: its offset may be committed. */
    FINISH
  }

  /** What its runner says to the leader. */
  enum Report {
    /** Its offset is done. */
    DONE,
    /** Its partition is being handed over: its offset is not done. */
    LEFT,
    /** Its lane goes on at {@link #dueNanos}. */
    WAIT
  }

  Work(
      ConsumerRecord<byte[], byte[]> read,
      @Nullable Redriven redriven,
      HeldPartition partition,
      Lane lane) {
    this.read = read;
    this.record = redriven instanceof Redriven.Event event ? event.record() : read;
    this.redriven = redriven;
    this.partition = partition;
    this.lane = lane;
    if (redriven instanceof Redriven.Unpark) {
      stage = Stage.FREE;
    }
  }

  /** Whether it holds an event, and not a word of a redrive to the consumer itself. */
  boolean isEvent() {
    return redriven == null || redriven instanceof Redriven.Event;
  }

  /** The partition its key is parked in. */
  TopicPartition keyPartition() {
    return redriven instanceof Redriven.Event
        ? new TopicPartition(record.topic(), record.partition())
        : partition.id();
  }

  /** From here until it is reported a hand-over of its partition waits for it. */
  void begin() {
    if (!begun) {
      begun = true;
      partition.begun();
    }
  }

  /** It waits in its lane without having done anything: a hand-over need not wait for it. */
  void end() {
    if (begun) {
      begun = false;
      partition.ended();
    }
  }

  /** Whether it is for the next owner of its partition, because nothing of it was begun. */
  boolean mayBeLeft() {
    return switch (partition.phase()) {
      case OPENING, OPEN -> false;
      case DRAINING ->
          stage == Stage.HANDLE
              || stage == Stage.FREE
              || (stage != Stage.FINISH && sinkFailures > 0);
      case CLOSED -> true;
    };
  }

  @Nullable Work next() {
    return (Work) NEXT.getAcquire(this);
  }

  void followedBy(@Nullable Work work) {
    NEXT.setRelease(this, work);
  }

  @Override
  public String toString() {
    return "%s@%d %s, %d attempts".formatted(partition.id(), read.offset(), stage, attempts);
  }
}
