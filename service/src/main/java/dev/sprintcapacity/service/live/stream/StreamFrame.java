package dev.sprintcapacity.service.live.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * An event as it goes over the wire, written once for all clients.
 *
 * @param sprintId whose
 * @param type as on the wire
 * @param bytes the message of the stream; nobody may change them
 */
// the array is the point: final bytes, shared by all clients
@SuppressWarnings("ArrayRecordComponent")
record StreamFrame(String sprintId, String type, byte[] bytes) {

  /** The messages of a batch; the id of each stands for it and all before it. */
  static List<StreamFrame> of(EventBatch batch, String log) {
    List<StoredEvent> events = batch.events();
    List<StreamFrame> frames = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      StoredEvent event = events.get(i);
      LogCursor cursor =
          i == events.size() - 1
              ? batch.next()
              : new LogCursor.Draining(batch.since(), batch.until(), event.position());
      frames.add(
          new StreamFrame(
              event.sprintId(), event.type(), bytes(event, new StreamCursor(log, cursor).text())));
    }
    return frames;
  }

  /** A message without an event: it only moves the place from which a client would resume. */
  static byte[] place(StreamCursor cursor) {
    return "id: %s\n\n".formatted(cursor.text()).getBytes(UTF_8);
  }

  private static byte[] bytes(StoredEvent event, String id) {
    StringBuilder text = new StringBuilder(event.value().length + id.length() + 64);
    text.append("event: ").append(event.type()).append("\nid: ").append(id).append('\n');
    new String(event.value(), UTF_8)
        .lines()
        .forEach(line -> text.append("data: ").append(line).append('\n'));
    return text.append('\n').toString().getBytes(UTF_8);
  }
}
