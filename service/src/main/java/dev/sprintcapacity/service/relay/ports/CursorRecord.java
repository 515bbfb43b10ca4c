package dev.sprintcapacity.service.relay.ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a relay has published, as it stands in the cursor topic: written in the same Kafka
 * transaction as the events it speaks of.
 *
 * @param log the log it was read from
 * @param cursor how far
 * @param lastBatch the batch published with this record
 * @param publishedEvents number of events published since the first, for people
 * @param highestPosition no published event has a higher position; that of the last batch may be
 *     far below, where a transaction that was open for long made a batch of its own
 */
public record CursorRecord(
    LogIdentity log,
    LogCursor cursor,
    PublishedBatch lastBatch,
    long publishedEvents,
    long highestPosition) {

  private static final int FORMAT = 1;

  /** Enough for the last event of most partitions; few enough for a take-over. */
  private static final int LAST_EVENTS = 500;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Checks that nothing is missing. */
  public CursorRecord {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(cursor, "cursor");
    Objects.requireNonNull(lastBatch, "lastBatch");
  }

  /** Whether this is the middle of a backlog that begins with the log itself. */
  public boolean isFirstBacklog() {
    return cursor instanceof LogCursor.Draining draining
        && draining.published().equals(Snapshot.NOTHING);
  }

  /** What the topics should hold of the last events before this record was written. */
  public List<PublishedEvent> lastPublished(LogConnection log) {
    return log.lastPublished(cursor, highestPosition, LAST_EVENTS);
  }

  /** Its form in the cursor topic. */
  public byte[] toJson() {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    ObjectNode identity =
        root.putObject("log")
            .put("id", log.logId().toString())
            .put("database_oid", log.databaseOid())
            .put("timeline", log.timeline());
    log.systemIdentifier().ifPresent(system -> identity.put("system_identifier", system));
    ObjectNode position = root.putObject("cursor");
    switch (cursor) {
      case LogCursor.CaughtUp caughtUp -> position.put("published", caughtUp.published().text());
      case LogCursor.Draining draining ->
          position
              .put("published", draining.published().text())
              .put("until", draining.until().text())
              .put("position", draining.position());
    }
    root.putObject("last_batch")
        .put("since", lastBatch.since().text())
        .put("until", lastBatch.until().text())
        .put("first_position", lastBatch.firstPosition())
        .put("last_position", lastBatch.lastPosition())
        .put("event_count", lastBatch.eventCount())
        .put("digest", lastBatch.digest());
    root.put("published_events", publishedEvents).put("highest_position", highestPosition);
    return JSON.writeValueAsBytes(root);
  }

  /**
   * Reads the record back.
   *
   * @throws UnreadableCursorException where it is not one of ours, or of a later format
   */
  public static CursorRecord fromJson(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      int format = root.required("format").intValue();
      if (format != FORMAT) {
        throw new UnreadableCursorException(
            "the relay's cursor has format %d, this version knows format %d: run the newer version"
                .formatted(format, FORMAT),
            null);
      }
      LogCursor cursor = cursor(root.required("cursor"));
      PublishedBatch lastBatch = batch(root.required("last_batch"));
      return new CursorRecord(
          identity(root.required("log")),
          cursor,
          lastBatch,
          root.required("published_events").longValue(),
          // not in those of the first versions
          root.path("highest_position").longValue(toldBy(cursor, lastBatch)));
    } catch (JacksonException | BrokenEventLogException | IllegalArgumentException e) {
      throw new UnreadableCursorException(
          "the relay's cursor cannot be read: " + new String(json, UTF_8), e);
    }
  }

  /** How far it is at least, where it does not say so. */
  private static long toldBy(LogCursor cursor, PublishedBatch lastBatch) {
    return switch (cursor) {
      case LogCursor.CaughtUp _ -> lastBatch.lastPosition();
      case LogCursor.Draining draining -> Math.max(draining.position(), lastBatch.lastPosition());
    };
  }

  private static LogIdentity identity(JsonNode node) {
    JsonNode system = node.path("system_identifier");
    return new LogIdentity(
        UUID.fromString(node.required("id").stringValue()),
        node.required("database_oid").longValue(),
        system.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(system.longValue()),
        node.required("timeline").intValue());
  }

  private static LogCursor cursor(JsonNode node) {
    Snapshot published = snapshot(node, "published");
    return node.has("until")
        ? new LogCursor.Draining(
            published, snapshot(node, "until"), node.required("position").longValue())
        : new LogCursor.CaughtUp(published);
  }

  private static PublishedBatch batch(JsonNode node) {
    return new PublishedBatch(
        snapshot(node, "since"),
        snapshot(node, "until"),
        node.required("first_position").longValue(),
        node.required("last_position").longValue(),
        node.required("event_count").intValue(),
        node.required("digest").stringValue());
  }

  private static Snapshot snapshot(JsonNode node, String field) {
    return Snapshot.parse(node.required(field).stringValue());
  }
}
