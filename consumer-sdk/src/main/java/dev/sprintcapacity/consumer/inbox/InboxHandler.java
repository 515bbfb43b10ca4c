package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transactional handler between the begin and the end of its transaction. */
final class InboxHandler implements EventHandler {
  private static final HandlerResult DUPLICATE = HandlerResult.skip("handled before");
  private static final HandlerResult FENCED =
      HandlerResult.skip("a later event of the key was handled before");

  private final TransactionalInbox inbox;
  private final DataSource dataSource;
  private final TransactionalHandler handler;

  InboxHandler(TransactionalInbox inbox, DataSource dataSource, TransactionalHandler handler) {
    this.inbox = inbox;
    this.dataSource = dataSource;
    this.handler = handler;
  }

  @Override
  public HandlerResult handle(ConsumedEvent event, HandlerContext context) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      HandlerResult result;
      try {
        result = claimed(connection, event, context);
        if (commits(result)) {
          connection.commit();
        } else {
          connection.rollback();
        }
      } catch (Throwable failure) {
        rollBack(connection, autoCommit, failure);
        throw failure;
      }
      connection.setAutoCommit(autoCommit);
      return result;
    }
  }

  private HandlerResult claimed(Connection connection, ConsumedEvent event, HandlerContext context)
      throws Exception {
    return switch (inbox.claim(connection, context)) {
      case FIRST -> handler.handle(connection, event, context);
      case DUPLICATE -> DUPLICATE;
      case FENCED -> FENCED;
    };
  }

  private static boolean commits(HandlerResult result) {
    return switch (result) {
      case HandlerResult.Done done -> true;
      case HandlerResult.Skip skip -> true;
      case HandlerResult.RetryLater later -> false;
      case HandlerResult.DeadLetter never -> false;
    };
  }

  /** A rollback that fails as well never hides why there is one. */
  private static void rollBack(Connection connection, boolean autoCommit, Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
