package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The committed rows of the event log, and what the relay's statements answer about them. */
final class EventTable {
  /**
   * A row.
   *
   * @param xid the transaction that wrote it
   * @param event the rest of it
   * @param published as a topic should hold it
   */
  record Row(long xid, StoredEvent event, PublishedEvent published) {}

  private final NavigableMap<Long, Row> byPosition = new TreeMap<>();
  private final NavigableMap<Long, List<Row>> byXid = new TreeMap<>();
  private final Map<String, List<Row>> bySprint = new HashMap<>();
  private final Map<UUID, Row> byId = new HashMap<>();

  /** The same rows once more. */
  EventTable copy() {
    EventTable copy = new EventTable();
    byXid.forEach(copy::commit);
    return copy;
  }

  void commit(long xid, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    byXid.put(xid, List.copyOf(rows));
    for (Row row : rows) {
      byPosition.put(row.event().position(), row);
      bySprint.computeIfAbsent(row.event().sprintId(), _ -> new ArrayList<>()).add(row);
      byId.put(row.event().id(), row);
    }
  }

  Collection<Row> rows() {
    return byPosition.values();
  }

  boolean holds(UUID id) {
    return byId.containsKey(id);
  }

  long lastPosition() {
    return byPosition.isEmpty() ? 0 : byPosition.lastKey();
  }

  long lastXid() {
    return byXid.isEmpty() ? 0 : byXid.lastKey();
  }

  int lastSequence(String sprint) {
    return bySprint.getOrDefault(sprint, List.of()).size();
  }

  /** Rows that a snapshot does not see, ascending by position. */
  List<Row> unseenBy(Snapshot snapshot) {
    List<Row> unseen = new ArrayList<>();
    snapshot.inProgress().forEach(xid -> unseen.addAll(byXid.getOrDefault(xid, List.of())));
    byXid.tailMap(snapshot.xmax(), true).values().forEach(unseen::addAll);
    unseen.sort(Comparator.comparingLong(row -> row.event().position()));
    return unseen;
  }

  /** Rows behind a position that one snapshot sees and another does not, ascending by position. */
  Stream<Row> between(Snapshot since, Snapshot until, long position) {
    return byPosition.tailMap(position, false).values().stream()
        .filter(row -> until.sees(row.xid()) && !since.sees(row.xid()));
  }

  boolean holds(PublishedBatch batch) {
    List<Row> rows =
        between(batch.since(), batch.until(), batch.firstPosition() - 1)
            .filter(row -> row.event().position() <= batch.lastPosition())
            .toList();
    return rows.size() == batch.eventCount() && digest(rows).equals(batch.digest());
  }

  ComparedEvent compare(PublishedEvent event, LogCursor cursor) {
    return new ComparedEvent(event, match(event, cursor));
  }

  private ComparedEvent.Match match(PublishedEvent event, LogCursor cursor) {
    List<Row> sprint = bySprint.get(event.sprintId());
    if (sprint == null) {
      return ComparedEvent.Match.UNKNOWN_SPRINT;
    }
    Row row = event.sequence() > sprint.size() ? null : sprint.get((int) event.sequence() - 1);
    return row == null ? ComparedEvent.Match.MISSING : match(row, event, isPublished(row, cursor));
  }

  private static ComparedEvent.Match match(
      @Nullable Row row, PublishedEvent event, boolean published) {
    if (row == null || !row.event().id().equals(event.id())) {
      return ComparedEvent.Match.OTHER_EVENT;
    }
    if (!row.published().equals(event)) {
      return ComparedEvent.Match.ALTERED;
    }
    return published ? ComparedEvent.Match.SAME : ComparedEvent.Match.BEYOND_CURSOR;
  }

  List<PublishedEvent> lastPublished(LogCursor cursor, long lastPosition, int limit) {
    return byPosition.headMap(lastPosition, true).descendingMap().values().stream()
        .filter(row -> isPublished(row, cursor))
        .limit(limit)
        .map(Row::published)
        .toList();
  }

  private static boolean isPublished(Row row, LogCursor cursor) {
    return switch (cursor) {
      case LogCursor.CaughtUp(Snapshot published) -> published.sees(row.xid());
      case LogCursor.Draining(Snapshot published, Snapshot until, long position) ->
          published.sees(row.xid())
              || (row.event().position() <= position && until.sees(row.xid()));
    };
  }

  private static String digest(List<Row> rows) {
    ByteBuffer ids = ByteBuffer.allocate(2 * Long.BYTES * rows.size());
    for (Row row : rows) {
      ids.putLong(row.event().id().getMostSignificantBits());
      ids.putLong(row.event().id().getLeastSignificantBits());
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ids.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
