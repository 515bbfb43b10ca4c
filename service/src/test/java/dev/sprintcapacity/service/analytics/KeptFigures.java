package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.consumers.analytics.AnalyticsConsumer;
import dev.sprintcapacity.consumers.analytics.AnalyticsStore;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Writes into the tables of analytics what its consumer would write of events. */
final class KeptFigures implements AutoCloseable {

  private static final Instant START = Instant.parse("2025-11-27T10:30:00.123456Z");

  private final ConsumerDatabase database;

  /** Makes the tables, as the consumer does when it starts. */
  KeptFigures(String databaseUrl) {
    database = ConsumerDatabase.open(DatabaseUrl.parse(databaseUrl), AnalyticsConsumer.SCHEMA);
  }

  /** Keeps an event, of the minute of its sequence. */
  void keep(long sequence, EventData data) {
    String name = data.sprintId() + '#' + sequence;
    Event event =
        new Event(
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            START.plusSeconds(60 * (sequence - 1)),
            sequence,
            null,
            data);
    try (Connection connection = database.dataSource().getConnection()) {
      new AnalyticsStore().keep(connection, event);
    } catch (SQLException e) {
      throw new IllegalStateException("could not keep " + event, e);
    }
  }

  /** Facts of a sprint of two weeks and ten working days. */
  static SprintFacts facts(
      String sprintId, String name, LocalDate start, int team, String confidence) {
    return new SprintFacts(
        sprintId, name, "25-01", team, start, start.plusDays(11), 10, new BigDecimal(confidence));
  }

  @Override
  public void close() {
    database.close();
  }
}
