package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.GroupProgress;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Has analytics built anew from the events: empties its tables with the marks of its inbox, and
 * makes its group forget how far it has read. The consumer that is started next reads both topics
 * from their beginning and comes to the same content. Meanwhile queries show what it has reached.
 */
public final class AnalyticsRebuild {

  private static final String BOUND_LOCKS = "set local lock_timeout = '10s'";

  /** Holds off every other transaction on these tables until the end of its own. */
  private static final String EMPTY =
      "truncate table sprint_event, sprint, sprintcap_inbox, sprintcap_inbox_key";

  private final DatabaseAddress address;
  private final Map<String, String> environment;

  /**
   * Connects to nothing yet.
   *
   * @param environment the {@code KAFKA_} variables
   */
  public AnalyticsRebuild(DatabaseAddress address, Map<String, String> environment) {
    this.address = address;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Empties and forgets; both or, where it fails, nothing that is missed: events that are read
   * again find their marks. To be called while no consumer of the group runs.
   *
   * @throws dev.sprintcapacity.consumers.ConsumersException where a consumer of the group runs, or
   *     the database or Kafka does not answer; the tables are as they were then
   */
  public void run() {
    try (ConsumerDatabase database = ConsumerDatabase.open(address, AnalyticsConsumer.SCHEMA);
        Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        empty(connection);
        GroupProgress.forget(AnalyticsConsumer.settings(environment).settings());
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        rollBack(connection, failure);
        throw failure;
      }
    } catch (SQLException | ConsumerException failure) {
      throw new AnalyticsException(
          "Analytics was not rebuilt and is as it was: " + failure.getMessage(), failure);
    }
  }

  private static void empty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(BOUND_LOCKS);
      statement.execute(EMPTY);
    }
  }

  /** A rollback that fails too must not hide why there is one. */
  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }
}
