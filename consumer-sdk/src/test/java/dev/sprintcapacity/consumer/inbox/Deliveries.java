package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.internal.inbound.SampleRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Events as they are handed to a handler of group {@code g}, and the effect they have. */
final class Deliveries {
  static final ConsumedEvent EVENT =
      new ConsumedEvent("sprint.created", SampleRecords.TIME, "test", null, new byte[0]);

  private static final String EFFECT =
      "insert into effect (event_id, lane, sequence) values (?, ?, ?)";

  private Deliveries() {}

  static HandlerContext aDelivery(String key, long sequence) {
    return aDelivery("sprint.lifecycle", key, sequence, false);
  }

  static HandlerContext aReplay(String key, long sequence) {
    return aDelivery("sprint.lifecycle", key, sequence, true);
  }

  static HandlerContext aDelivery(String topic, String key, long sequence, boolean replay) {
    UUID id = SampleRecords.idOf(topic + key, sequence);
    return aDelivery("g", topic, key, id, sequence, replay);
  }

  /** The offset is the sequence, where there is one. */
  static HandlerContext aDelivery(
      String group,
      String topic,
      @Nullable String key,
      @Nullable UUID id,
      long sequence,
      boolean replay) {
    return new HandlerContext(
        group,
        topic,
        0,
        sequence,
        SampleRecords.TIME,
        key,
        new RecordHeaders(),
        id,
        sequence,
        1,
        replay);
  }

  static HandlerResult apply(Connection connection, HandlerContext context) throws SQLException {
    try (PreparedStatement effect = connection.prepareStatement(EFFECT)) {
      effect.setObject(1, Objects.requireNonNull(context.id()));
      effect.setString(2, context.topic() + '/' + context.key());
      effect.setLong(3, context.sequence());
      effect.executeUpdate();
    }
    return HandlerResult.done();
  }
}
