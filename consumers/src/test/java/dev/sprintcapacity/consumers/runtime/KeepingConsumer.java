package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A consumer as the rooms have them, and a small one: a row for each event. */
final class KeepingConsumer implements SprintConsumer {
  static final String SCHEMA = "kept_events";

  private static final String KEEP =
      """
      insert into kept_event (event_id, sprint_id, sequence)
      values (?, ?, ?)
      """;

  private final DatabaseAddress address;
  private final KafkaEventConsumer consumer;
  private @Nullable ConsumerDatabase database;

  KeepingConsumer(DatabaseAddress address, Map<String, String> environment) {
    this.address = address;
    this.consumer =
        KafkaEventConsumer.fromEnvironment(environment)
            .topics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
            .groupId("keepers")
            .autoOffsetReset("earliest")
            .build();
  }

  @Override
  public String name() {
    return "keeping";
  }

  @Override
  public String group() {
    return "keepers";
  }

  @Override
  public synchronized void start() {
    ConsumerDatabase opened = ConsumerDatabase.open(address, SCHEMA);
    database = opened;
    TransactionalInbox inbox = new TransactionalInbox();
    for (EventType type : EventType.values()) {
      consumer.registerHandler(
          type.wireName(), inbox.once(opened.dataSource(), KeepingConsumer::keep));
    }
    consumer.start();
  }

  private static HandlerResult keep(
      Connection connection, ConsumedEvent event, HandlerContext context) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setObject(1, context.id());
      statement.setString(2, context.key());
      statement.setLong(3, context.sequence());
      return statement.executeUpdate() == 1
          ? HandlerResult.done()
          : HandlerResult.deadLetter("not one row");
    }
  }

  @Override
  public ConsumerReport report() {
    return consumer.report();
  }

  @Override
  public synchronized void close(Duration limit) {
    consumer.close(limit);
    if (database != null) {
      database.close();
    }
  }
}
