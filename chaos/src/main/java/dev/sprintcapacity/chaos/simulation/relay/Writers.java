package dev.sprintcapacity.chaos.simulation.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writers of the event log: transactions that lock one sprint after the other, append events while
 * they hold the lock, and commit or roll back, some of them late. Beside them foreign transactions
 * that write no event and stay open.
 */
final class Writers {
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int LONG_ONE_IN = 12;
  private static final int ROLL_BACK_ONE_IN = 7;
  private static final int BULK_ONE_IN = 25;

  /** A transaction, from its first statement to its end. */
  private final class Writing {
    private final int start = database.starts();
    private final ArrayDeque<String> toLock;
    private final List<String> locked = new ArrayList<>();
    private final List<EventTable.Row> rows = new ArrayList<>();
    private long xid;

    Writing(SortedSet<String> sprints) {
      toLock = new ArrayDeque<>(sprints);
    }

    boolean isGone() {
      return start != database.starts();
    }
  }

  private final Scheduler scheduler;
  private final Chance chance;
  private final Database database;
  private final Consumer<List<EventTable.Row>> committed;
  private final List<String> sprints;
  private final Map<String, Writing> locks = new HashMap<>();
  private final Map<String, List<Writing>> queues = new HashMap<>();
  private final long meanPauseMicros;
  private boolean stopped;
  private int written;
  private int open;

  /**
   * Writers that have written nothing yet.
   *
   * @param committed told of the rows of each transaction when it is committed
   */
  Writers(
      Scheduler scheduler,
      Chance chance,
      Database database,
      Consumer<List<EventTable.Row>> committed) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.database = database;
    this.committed = committed;
    this.sprints = new ArrayList<>();
    int count = chance.between(1, 6);
    for (int i = 1; i <= count; i++) {
      sprints.add("sprint-" + i);
    }
    this.meanPauseMicros = chance.between(50_000, 1_500_000);
  }

  void start() {
    int count = chance.between(1, 5);
    for (int i = 0; i < count; i++) {
      scheduler.after(pause(), this::begin);
    }
    scheduler.after(pause(), this::foreign);
  }

  /** Begins nothing more; what is open ends soon. */
  void stop() {
    stopped = true;
  }

  boolean areIdle() {
    return stopped && open == 0;
  }

  private long pause() {
    return TimeUnit.MICROSECONDS.toNanos(chance.between(1_000, 2 * meanPauseMicros));
  }

  private void foreign() {
    if (stopped) {
      return;
    }
    if (database.isUp()) {
      long xid = database.beginTransaction();
      int start = database.starts();
      if (!chance.oneIn(4)) {
        long open = TimeUnit.MILLISECONDS.toNanos(chance.between(5, 30_000));
        scheduler.after(
            open,
            () -> {
              if (start == database.starts()) {
                database.rollBack(xid);
              }
            });
      }
    }
    scheduler.after(8 * pause(), this::foreign);
  }

  private void begin() {
    if (stopped) {
      return;
    }
    if (!database.isUp()) {
      scheduler.after(RETRY, this::begin);
      return;
    }
    open++;
    SortedSet<String> chosen = new TreeSet<>();
    chosen.add(chance.of(sprints));
    if (chance.oneIn(3)) {
      chosen.add(chance.of(sprints));
    }
    lock(new Writing(chosen));
  }

  private void lock(Writing writing) {
    if (forgotten(writing)) {
      return;
    }
    String sprint = writing.toLock.peek();
    if (sprint == null) {
      decide(writing);
      return;
    }
    Writing holder = locks.get(sprint);
    if (holder != null && holder.isGone()) {
      locks.remove(sprint);
      holder = null;
    }
    if (holder != null) {
      queues.computeIfAbsent(sprint, _ -> new ArrayList<>()).add(writing);
      return;
    }
    writing.toLock.remove();
    locks.put(sprint, writing);
    writing.locked.add(sprint);
    int events = chance.oneIn(BULK_ONE_IN) ? chance.between(10, 60) : chance.between(1, 3);
    scheduler.after(
        statement(), () -> append(writing, sprint, events, database.table().lastSequence(sprint)));
  }

  private void append(Writing writing, String sprint, int left, long lastSequence) {
    if (forgotten(writing)) {
      return;
    }
    if (left == 0) {
      lock(writing);
      return;
    }
    if (writing.xid == 0) {
      writing.xid = database.beginTransaction();
    }
    long sequence = lastSequence + 1;
    writing.rows.add(row(writing.xid, database.nextPosition(), sprint, sequence));
    scheduler.after(statement(), () -> append(writing, sprint, left - 1, sequence));
  }

  private long statement() {
    return TimeUnit.MICROSECONDS.toNanos(
        chance.oneIn(20) ? chance.between(1_000, 200_000) : chance.between(100, 1_000));
  }

  private EventTable.Row row(long xid, long position, String sprint, long sequence) {
    EventType type = chance.of(List.of(EventType.values()));
    byte[] value = ("event " + ++written).getBytes(UTF_8);
    String topic = type.topic().topicName();
    StoredEvent event =
        new StoredEvent(
            position,
            sprint,
            sequence,
            chance.id(),
            type.wireName(),
            topic,
            Instant.ofEpochSecond(0, scheduler.now()),
            null,
            value);
    return new EventTable.Row(
        xid, event, PublishedEvent.of(sprint, sequence, event.id(), topic, value));
  }

  private void decide(Writing writing) {
    boolean commit = !chance.oneIn(ROLL_BACK_ONE_IN);
    long millis = chance.oneIn(LONG_ONE_IN) ? chance.between(500, 12_000) : 0;
    scheduler.after(
        statement() + TimeUnit.MILLISECONDS.toNanos(millis), () -> end(writing, commit));
  }

  private void end(Writing writing, boolean commit) {
    if (forgotten(writing)) {
      return;
    }
    if (commit) {
      database.commit(writing.xid, writing.rows);
      committed.accept(writing.rows);
    } else {
      database.rollBack(writing.xid);
    }
    release(writing);
    open--;
    scheduler.after(pause(), this::begin);
  }

  private void release(Writing writing) {
    writing.locked.forEach(sprint -> locks.remove(sprint, writing));
    for (String sprint : writing.locked) {
      List<Writing> queue = queues.remove(sprint);
      if (queue != null) {
        queue.forEach(waiting -> scheduler.after(statement(), () -> lock(waiting)));
      }
    }
  }

  /** A transaction that the server has ended with its session; its client begins another. */
  private boolean forgotten(Writing writing) {
    if (!writing.isGone()) {
      return false;
    }
    release(writing);
    open--;
    scheduler.after(pause(), this::begin);
    return true;
  }
}
