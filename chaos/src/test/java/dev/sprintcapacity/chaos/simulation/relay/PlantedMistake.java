package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogRows;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/** Relays that somebody could build: each with a mistake that loses, repeats or delays events. */
enum PlantedMistake implements RelayDesign {
  /** None: shows that it is the others' mistakes that are found, not what they have in common. */
  NONE,

  /** What is behind the highest position published, whenever it was committed. */
  READS_BEHIND_LAST_POSITION {
    @Override
    public EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
      // the position in the place of the snapshot's upper end: both only grow
      long last = cursor.equals(LogCursor.start()) ? 0 : cursor.xmax() - FIRST_XMAX;
      Snapshot now = rows.backlog(Snapshot.NOTHING).current();
      List<StoredEvent> events =
          rows.page(new LogCursor.Draining(Snapshot.NOTHING, now, last), limits);
      long next = events.isEmpty() ? last : events.getLast().position();
      return new EventBatch(
          Snapshot.NOTHING,
          now,
          events,
          new LogCursor.CaughtUp(new Snapshot(FIRST_XMAX + next, List.of())));
    }
  },

  /** What was written by transactions younger than the last one published. */
  READS_BEHIND_LAST_TRANSACTION {
    @Override
    public EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
      LogCursor younger =
          cursor instanceof LogCursor.CaughtUp(Snapshot published)
              ? new LogCursor.CaughtUp(new Snapshot(published.xmax(), List.of()))
              : cursor;
      return super.read(rows, younger, limits);
    }
  },

  /** Only what is older than the oldest transaction in progress. */
  WAITS_FOR_OLDEST_TRANSACTION {
    @Override
    public EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
      if (!(cursor instanceof LogCursor.CaughtUp(Snapshot published))) {
        return super.read(rows, cursor, limits);
      }
      Snapshot now = rows.backlog(published).current();
      Snapshot until = new Snapshot(Math.max(now.xmin(), published.xmax()), List.of());
      return super.read(rows, new LogCursor.Draining(published, until, 0), limits);
    }
  },

  /** A cursor that stands for transactions beyond the events that were read. */
  COVERS_MORE_THAN_IT_READ {
    @Override
    public EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
      EventBatch batch = super.read(rows, cursor, limits);
      if (!(batch.next() instanceof LogCursor.CaughtUp)) {
        return batch;
      }
      Snapshot now = rows.backlog(batch.until()).current();
      return new EventBatch(
          batch.since(), batch.until(), batch.events(), new LogCursor.CaughtUp(now));
    }
  },

  /** Each instance publishes under an id of its own, so that none fences another. */
  FENCES_NOBODY {
    @Override
    public String transactionalId(String relay, String life) {
      return super.transactionalId(relay, life) + "-" + life;
    }
  },

  /** The cursor that was seen before the take-over is used after it. */
  READS_THE_CURSOR_ONCE {
    @Override
    public KafkaConnection kafka(Supplier<KafkaConnection> real) {
      return new MistakenKafka.CursorReadOnce(real.get());
    }
  },

  /** The end of what is committed is taken for the end of the cursor topic. */
  READS_THE_CURSOR_TO_THE_STABLE_END {
    @Override
    public KafkaConnection kafka(Supplier<KafkaConnection> real) {
      return new MistakenKafka.CursorOnlyGlancedAt(real.get());
    }
  },

  /** A batch whose commit was not answered is published once more. */
  PUBLISHES_AGAIN_AFTER_A_LOST_REPLY {
    @Override
    public KafkaConnection kafka(Supplier<KafkaConnection> real) {
      return new MistakenKafka.PublishedAgain(real);
    }
  },

  /** The cursor has a transaction of its own, behind that of its events. */
  WRITES_THE_CURSOR_AFTERWARDS {
    @Override
    public Producer<byte[], byte[]> producer(Producer<byte[], byte[]> real) {
      return MistakenProducer.cursorAfterwards(real);
    }
  };

  private static final long FIRST_XMAX = 3;

  /** These relays are to be seen at their mistake, not to be stopped by the checks behind it. */
  @Override
  public boolean meetsRestores() {
    return false;
  }

  @Override
  public boolean trusts(boolean holds) {
    return true;
  }

  @Override
  public List<ComparedEvent> trusts(List<ComparedEvent> compared) {
    return List.of();
  }

  @Override
  public List<PublishedEvent> trustsLast(List<PublishedEvent> last) {
    return List.of();
  }

  /** The real relay's reading, for those whose mistake is elsewhere. */
  @Override
  public EventBatch read(LogRows rows, LogCursor cursor, ReadLimits limits) {
    return REAL.read(rows, cursor, limits);
  }

  /** Their cursors mean what their own reading makes of them. */
  @Override
  public EventBatch resume(LogRows rows, LogCursor cursor, ReadLimits limits) {
    return this == NONE
        ? REAL.resume(rows, cursor, limits)
        : new EventBatch(Snapshot.NOTHING, Snapshot.NOTHING, List.of(), cursor);
  }

  @Override
  public String transactionalId(String relay, String life) {
    return REAL.transactionalId(relay, life);
  }
}
