package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.relay.time.Scheduler;
import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.EventLogUnavailableException;
import dev.sprintcapacity.postgres.eventlog.KnownPublication;
import dev.sprintcapacity.postgres.eventlog.LogCondition;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A relay's session with the simulated PostgreSQL, over a network that may cut it. */
final class SimulatedLog implements LogConnection {
  private static final long CONNECT_LIMIT = Duration.ofSeconds(2).toNanos();
  private static final long SOCKET_LIMIT = Duration.ofSeconds(30).toNanos();
  private static final long RETRANSMISSION = Duration.ofMillis(200).toNanos();

  private final Life life;
  private final Scheduler scheduler;
  private final Weather weather;
  private final Database database;
  private final RelayDesign design;
  private final TableRows rows;
  private Database.@Nullable Session session;
  private boolean broken;

  SimulatedLog(
      Life life, Scheduler scheduler, Weather weather, Database database, RelayDesign design) {
    this.life = life;
    this.scheduler = scheduler;
    this.weather = weather;
    this.database = database;
    this.design = design;
    this.rows = new TableRows(database, this::ask);
    life.holdsSocket(this::closeSocket);
  }

  @Override
  public void open() {
    close();
    life.passes("db open");
    reach();
    session = database.openSession();
    broken = false;
    scheduler.pause(weather.latency());
  }

  @Override
  public boolean isOpen() {
    return session != null;
  }

  @Override
  public boolean tryLead(String name) {
    return ask("lead", () -> database.tryLead(open(session)));
  }

  @Override
  public void ping() {
    ask("ping", () -> true);
  }

  @Override
  public LogCondition condition() {
    life.passes("db condition");
    reach();
    scheduler.pause(weather.latency());
    return new LogCondition(List.of(), List.of());
  }

  @Override
  public LogIdentity identity() {
    return ask("identity", database::identity);
  }

  @Override
  public long currentXmax() {
    return ask("xmax", () -> database.snapshot().xmax());
  }

  @Override
  public long lastPosition() {
    return ask("last position", () -> database.table().lastPosition());
  }

  @Override
  public EventBatch read(LogCursor cursor, ReadLimits limits) {
    return design.read(rows, cursor, limits);
  }

  @Override
  public EventBatch resume(LogCursor cursor, ReadLimits limits) {
    return design.resume(rows, cursor, limits);
  }

  @Override
  public boolean holds(PublishedBatch batch) {
    return design.trusts(ask("holds", () -> database.table().holds(batch)));
  }

  @Override
  public List<ComparedEvent> compare(List<PublishedEvent> events, LogCursor cursor) {
    return design.trusts(
        ask(
            "compare",
            () -> events.stream().map(each -> database.table().compare(each, cursor)).toList()));
  }

  @Override
  public List<PublishedEvent> lastPublished(LogCursor cursor, long lastPosition, int limit) {
    return design.trustsLast(
        ask("last published", () -> database.table().lastPublished(cursor, lastPosition, limit)));
  }

  @Override
  public Optional<KnownPublication> knownPublication(String clusterId, String relayName) {
    return ask("known", () -> database.knownPublication(clusterId, relayName));
  }

  @Override
  public void remember(String clusterId, String relayName) {
    ask(
        "remember",
        () -> {
          database.remember(clusterId, relayName);
          return true;
        });
  }

  @Override
  public void close() {
    closeSocket();
    session = null;
  }

  /** The server learns of it where the network lets it. */
  private void closeSocket() {
    Database.Session closing = session;
    if (closing != null && !life.node().isCutFromDatabase()) {
      scheduler.after(weather.latency(), closing::end);
    }
  }

  /** A new connection. */
  private void reach() {
    scheduler.pause(weather.latency());
    if (life.node().isCutFromDatabase()) {
      scheduler.pause(CONNECT_LIMIT);
      throw unavailable("connect timed out");
    }
    if (!database.isUp()) {
      throw unavailable("connection refused");
    }
  }

  private <T> T ask(String what, Supplier<T> statement) {
    life.passes("db " + what);
    Database.Session asking = open(session);
    Weather.Fate fate = weather.fate();
    transmit();
    if (!database.isUp() || !asking.isAlive() || fate == Weather.Fate.LOST) {
      throw broken("connection reset");
    }
    asking.speaks();
    T answer = statement.get();
    transmit();
    if (fate != Weather.Fate.ANSWERED) {
      throw broken("connection reset before the reply to " + what);
    }
    return answer;
  }

  private void transmit() {
    scheduler.pause(weather.latency());
    long begin = scheduler.now();
    while (life.node().isCutFromDatabase()) {
      scheduler.pause(RETRANSMISSION);
      if (scheduler.now() - begin > SOCKET_LIMIT) {
        throw broken("read timed out");
      }
    }
  }

  private Database.Session open(Database.@Nullable Session current) {
    if (current == null || broken) {
      throw unavailable("connection is closed");
    }
    return current;
  }

  private EventLogUnavailableException broken(String why) {
    broken = true;
    return unavailable(why);
  }

  private static EventLogUnavailableException unavailable(String why) {
    return new EventLogUnavailableException("simulated: " + why, new SQLException(why));
  }
}
