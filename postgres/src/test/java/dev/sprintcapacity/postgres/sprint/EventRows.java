package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.EventType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into the event table as the relay would find it. */
record EventRows(JdbcClient jdbc) {

  /** The sequences of a sprint's events, in the order of their positions. */
  List<Long> sequences(SprintId id) {
    return jdbc.sql("select sequence from event where sprint_id = ? order by position")
        .param(id.value())
        .query((row, _) -> row.getLong("sequence"))
        .list();
  }

  List<EncodedEvent> of(SprintId id) {
    return jdbc.sql(
            """
            select event_id, type, topic, sprint_id, sequence, occurred_at, traceparent, value
            from event where sprint_id = ? order by position
            """)
        .param(id.value())
        .query((row, _) -> {
          EventType type = EventType.fromWireName(row.getString("type")).orElseThrow();
          if (!type.topic().topicName().equals(row.getString("topic"))) {
            throw new AssertionError(type + " is in topic " + row.getString("topic"));
          }
          return new EncodedEvent(
              row.getObject("event_id", UUID.class),
              type,
              row.getString("sprint_id"),
              row.getLong("sequence"),
              row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
              row.getString("traceparent"),
              row.getBytes("value"));
        })
        .list();
  }

  long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
