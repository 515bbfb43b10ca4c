package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of the inbox: {@code sprintcap_inbox} and {@code sprintcap_inbox_key}, in PostgreSQL
 * 15 and later. Their definition is the resource {@code
 * dev/sprintcapacity/consumer/inbox/sprintcap_inbox.sql}; copy it into your own migrations.
 *
 * @since 0.1.0
 */
public final class InboxTables {
  private static final String RESOURCE = "sprintcap_inbox.sql";

  private InboxTables() {}

  /**
   * The definition.
   *
   * @return statements that may be run again where the tables are there
   */
  public static String definition() {
    try (InputStream in = InboxTables.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ConsumerException(
            "no resource %s: the consumer's jar is not complete".formatted(RESOURCE));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConsumerException("cannot read the resource " + RESOURCE, e);
    }
  }

  /**
   * Makes the tables where they are missing; for trials and tests. Needs no transaction, and is
   * part of one where the connection is in one.
   *
   * @param connection of a user that may create tables in the first schema it searches
   * @throws SQLException where the database refuses
   */
  public static void createIfAbsent(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(definition());
    }
  }
}
