package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Chance;
import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.postgres.eventlog.KnownPublication;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulated PostgreSQL: transaction ids and snapshots, positions, sessions with the one lock that
 * relays ask for, crash and restore. What it does, it does at once; the network is not its matter.
 */
final class Database {
  /** Below it are the transactions that made the schema. */
  private static final long FIRST_XID = 750;

  /** What a crash may skip of a sequence, as its log runs ahead. */
  private static final int SEQUENCE_LOG_AHEAD = 32;

  /** A session on the server's side. */
  final class Session {
    private long lastSpoke = scheduler.now();
    private boolean ended;

    /** Whether it lives; ends where it was silent for too long. */
    boolean isAlive() {
      ended |= scheduler.now() - lastSpoke >= LogSession.IDLE_LIMIT.toNanos();
      return !ended;
    }

    void speaks() {
      lastSpoke = scheduler.now();
    }

    void end() {
      ended = true;
    }
  }

  /**
   * What was saved of it.
   *
   * @param table the rows
   * @param nextXid the next transaction's id
   * @param publications where the log was published to
   */
  private record Backup(EventTable table, long nextXid, List<KnownPublication> publications) {}

  private final Scheduler scheduler;
  private final Chance chance;
  private final UUID logId;
  private final List<Session> sessions = new ArrayList<>();
  private final TreeSet<Long> inProgress = new TreeSet<>();
  private EventTable table = new EventTable();
  private List<KnownPublication> publications = new ArrayList<>();
  private long nextXid = FIRST_XID;
  private long lastPosition;
  private int timeline = 1;
  private int starts;
  private boolean up = true;
  private @Nullable Session leader;
  private @Nullable Backup backup;

  Database(Scheduler scheduler, Chance chance) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.logId = chance.id();
  }

  boolean isUp() {
    return up;
  }

  /** How often it was started again: a transaction of an earlier run is gone. */
  int starts() {
    return starts;
  }

  EventTable table() {
    return table;
  }

  LogIdentity identity() {
    return new LogIdentity(logId, 1, OptionalLong.of(7_000_000_000L), timeline);
  }

  long beginTransaction() {
    long xid = nextXid++;
    inProgress.add(xid);
    return xid;
  }

  long nextPosition() {
    return ++lastPosition;
  }

  void commit(long xid, List<EventTable.Row> rows) {
    inProgress.remove(xid);
    table.commit(xid, rows);
  }

  void rollBack(long xid) {
    inProgress.remove(xid);
  }

  /** As a statement that begins now would take it. */
  Snapshot snapshot() {
    return new Snapshot(nextXid, List.copyOf(inProgress));
  }

  Session openSession() {
    Session session = new Session();
    sessions.add(session);
    return session;
  }

  boolean tryLead(Session session) {
    Session holder = leader;
    if (holder != null && holder.isAlive()) {
      return false;
    }
    leader = session;
    return true;
  }

  /** The session that leads, where there is one. */
  @Nullable Session leader() {
    return leader;
  }

  Optional<KnownPublication> knownPublication(String clusterId, String relay) {
    return table.rows().isEmpty()
        ? Optional.empty()
        : publications.stream()
            .filter(each -> each.relayName().equals(relay) || each.clusterId().equals(clusterId))
            .findFirst();
  }

  void remember(String clusterId, String relay) {
    KnownPublication known =
        new KnownPublication(clusterId, relay, Instant.ofEpochSecond(0, scheduler.now()));
    if (publications.stream()
        .noneMatch(each -> each.clusterId().equals(clusterId) && each.relayName().equals(relay))) {
      publications.add(known);
    }
  }

  /** Ends every session, as an operator or a failing network device does. */
  void endSessions() {
    sessions.forEach(Session::end);
    sessions.clear();
  }

  /**
   * Crashes: sessions and open transactions are gone. What is known of ids beyond the last commit
   * may be lost with the unwritten end of its log, and be given again.
   */
  void crash() {
    up = false;
    starts++;
    endSessions();
    inProgress.clear();
    nextXid = chance.between(Math.max(table.lastXid() + 1, FIRST_XID), nextXid);
    lastPosition =
        chance.between(
            table.lastPosition(),
            Math.max(lastPosition, table.lastPosition() + SEQUENCE_LOG_AHEAD));
  }

  void start() {
    up = true;
  }

  void saveBackup() {
    backup = new Backup(table.copy(), nextXid, List.copyOf(publications));
  }

  /** Crashes and comes back as it was when the backup was made; without one it only crashes. */
  void restore() {
    crash();
    Backup saved = backup;
    if (saved != null) {
      table = saved.table().copy();
      publications = new ArrayList<>(saved.publications());
      nextXid = chance.between(Math.max(table.lastXid() + 1, FIRST_XID), saved.nextXid());
      lastPosition = table.lastPosition() + chance.between(0, SEQUENCE_LOG_AHEAD);
      if (chance.oneIn(2)) {
        timeline++;
      }
    }
  }
}
