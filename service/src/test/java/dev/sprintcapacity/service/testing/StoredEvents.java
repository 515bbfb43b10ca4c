package dev.sprintcapacity.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events in the table of one database, each checked against its schema when it is read. */
public final class StoredEvents {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<EventType, Schema> SCHEMAS = new ConcurrentHashMap<>();

  /** Transactions end in another order than they drew positions: so far back may one still come. */
  private static final int RECHECKED = 300;

  private final String database;
  private long lastPosition;

  StoredEvents(String database) {
    this.database = database;
  }

  /**
   * One event.
   *
   * @param sprintId whose
   * @param sequence its place
   * @param type on the wire
   * @param topic where it goes
   * @param traceparent of the request
   * @param value the JSON of the record
   */
  public record StoredEvent(
      String sprintId,
      long sequence,
      String type,
      String topic,
      @Nullable String traceparent,
      JsonNode value) {

    /** The {@code data} of the event. */
    public JsonNode data() {
      return value.get("data");
    }
  }

  /** All events of a sprint in order. */
  public List<StoredEvent> of(String sprintId) {
    return read(
        """
        select e.position, e.sprint_id, e.sequence, e.type, e.topic, e.traceparent, e.value
        from event e where e.sprint_id = ? order by e.sequence
        """,
        statement -> statement.setString(1, sprintId));
  }

  /** The types of a sprint's events in order. */
  public List<String> typesOf(String sprintId) {
    return of(sprintId).stream().map(StoredEvent::type).toList();
  }

  /** Reads what is new, which checks it, and checks that no sprint has a gap. */
  synchronized void checkNew() {
    read(
            """
            select e.position, e.sprint_id, e.sequence, e.type, e.topic, e.traceparent, e.value
            from event e where e.position > ? order by e.position
            """,
            statement -> statement.setLong(1, lastPosition - RECHECKED))
        .forEach(event -> assertThat(event.sequence()).isPositive());
    assertThat(
            read(
                """
                select e.position, e.sprint_id, e.sequence, e.type, e.topic, e.traceparent, e.value
                from event e
                where e.sequence > 1 and not exists (
                  select from event b
                  where b.sprint_id = e.sprint_id and b.sequence = e.sequence - 1)
                """,
                statement -> {}))
        .as("events behind a gap")
        .isEmpty();
  }

  private synchronized List<StoredEvent> read(String sql, Binding binding) {
    try (Connection connection = TestPostgres.connection(database);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      List<StoredEvent> events = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lastPosition = Math.max(lastPosition, row.getLong("position"));
          events.add(event(row));
        }
      }
      return events;
    } catch (SQLException e) {
      throw new IllegalStateException("could not read events of " + database, e);
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    String type = row.getString("type");
    String text = new String(row.getBytes("value"), StandardCharsets.UTF_8);
    JsonNode value = JSON.readTree(text);
    EventType known = EventType.fromWireName(type).orElseThrow();
    Schema schema =
        SCHEMAS.computeIfAbsent(known, one -> REGISTRY.getSchema(EventSchemas.schemaOf(one)));
    assertThat(schema.validate(value)).as(text).isEmpty();
    assertThat(value.get("event_type").stringValue()).isEqualTo(type);
    assertThat(row.getString("topic")).isEqualTo(known.topic().topicName());
    return new StoredEvent(
        row.getString("sprint_id"),
        row.getLong("sequence"),
        type,
        row.getString("topic"),
        row.getString("traceparent"),
        value);
  }

  /** Sets the parameters of a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
