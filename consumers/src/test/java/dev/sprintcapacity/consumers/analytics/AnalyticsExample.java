package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The founding document's example, as the documentation shows it. */
final class AnalyticsExample {

  private static final String INSERT =
      """
      insert into sprint_analytics (sprint_id, name, team_size, created_at) values (?, ?, ?, ?)
      """;

  private final DataSource dataSource;

  AnalyticsExample(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  // tag::example[]
  void register(KafkaEventConsumer consumer) {
    consumer.registerHandler(
        "sprint.created", new TransactionalInbox().once(dataSource, this::insert));
  }

  private HandlerResult insert(Connection connection, ConsumedEvent event, HandlerContext context)
      throws SQLException {
    SprintFacts sprint = event.data(SprintCreated.class).facts();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, sprint.sprintId());
      insert.setString(2, sprint.sprintName());
      insert.setInt(3, sprint.teamMembersCount());
      insert.setObject(4, event.timestamp().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    return HandlerResult.done();
  }
  // end::example[]
}
