package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.KnownPublication;
import dev.sprintcapacity.postgres.eventlog.LogCondition;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.service.relay.ports.LogConnection;
import java.util.List;
import java.util.Optional;

/** The log in PostgreSQL. */
final class PostgresLog implements LogConnection {

  private final LogDatabase database;
  private final LogSession session;

  PostgresLog(LogDatabase database) {
    this.database = database;
    this.session = new LogSession(database);
  }

  @Override
  public void open() {
    session.open();
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public boolean tryLead(String name) {
    return session.tryLead(name);
  }

  @Override
  public void ping() {
    session.ping();
  }

  /** Settings of roles and databases show in new sessions only, as in those of writers. */
  @Override
  public LogCondition condition() {
    try (LogSession fresh = new LogSession(database)) {
      fresh.open();
      return fresh.guards().condition();
    }
  }

  @Override
  public LogIdentity identity() {
    return session.log().identity();
  }

  @Override
  public long currentXmax() {
    return session.log().currentXmax();
  }

  @Override
  public long lastPosition() {
    return session.log().lastPosition();
  }

  @Override
  public EventBatch read(LogCursor cursor, ReadLimits limits) {
    return session.log().read(cursor, limits);
  }

  @Override
  public EventBatch resume(LogCursor cursor, ReadLimits limits) {
    return session.log().resume(cursor, limits);
  }

  @Override
  public boolean holds(PublishedBatch batch) {
    return session.log().holds(batch);
  }

  @Override
  public List<ComparedEvent> compare(List<PublishedEvent> events, LogCursor cursor) {
    return session.comparison().compare(events, cursor);
  }

  @Override
  public List<PublishedEvent> lastPublished(LogCursor cursor, long lastPosition, int limit) {
    return session.comparison().lastPublished(cursor, lastPosition, limit);
  }

  @Override
  public Optional<KnownPublication> knownPublication(String clusterId, String relayName) {
    return session.publications().known(clusterId, relayName);
  }

  @Override
  public void remember(String clusterId, String relayName) {
    session.publications().remember(clusterId, relayName);
  }

  @Override
  public void close() {
    session.close();
  }
}
