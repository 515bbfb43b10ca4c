package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.PostgresException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The events of one write as arrays, one per column of the event table. */
final class EventColumns {

  private final SprintId sprintId;
  private final List<EncodedEvent> events;

  private EventColumns(SprintId sprintId, List<EncodedEvent> events) {
    this.sprintId = sprintId;
    this.events = events;
  }

  /**
   * The events, checked: there are some, all of this sprint, and numbered without a gap.
   *
   * @param lastSequence the sequence of the sprint's last event before these
   */
  static EventColumns of(SprintId id, long lastSequence, List<EncodedEvent> events) {
    if (events.isEmpty()) {
      throw new PostgresException(
          "A write of sprint %s must have an event, but has none: nobody would learn of it"
              .formatted(id.value()));
    }
    long expected = lastSequence;
    for (EncodedEvent event : events) {
      expected++;
      if (event.sequence() != expected || !event.key().equals(id.value())) {
        throw new PostgresException(
            "The next event of sprint %s must be its number %d, but is %s: number the events from the locked sprint"
                .formatted(id.value(), expected, event));
      }
    }
    return new EventColumns(id, List.copyOf(events));
  }

  String sprintId() {
    return sprintId.value();
  }

  int count() {
    return events.size();
  }

  StatementSpec bindTo(StatementSpec statement) {
    return statement
        .param("event_sequences", events.stream().mapToLong(EncodedEvent::sequence).toArray())
        .param("event_times", texts(event -> event.time().toString()))
        .param("event_ids", texts(event -> event.id().toString()))
        .param("event_types", texts(event -> event.type().wireName()))
        .param("event_topics", texts(event -> event.type().topic().topicName()))
        .param("event_traceparents", texts(EncodedEvent::traceparent))
        .param("event_values", events.stream().map(EncodedEvent::value).toArray(byte[][]::new));
  }

  private @Nullable String[] texts(Function<EncodedEvent, @Nullable String> column) {
    @Nullable String[] texts = new @Nullable String[events.size()];
    for (int index = 0; index < texts.length; index++) {
      texts[index] = column.apply(events.get(index));
    }
    return texts;
  }
}
