package dev.sprintcapacity.consumer.inbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.CountDownLatch;

/** A member that applies the effect of an event and is killed before it commits. */
final class InboxCrashMain {
  private InboxCrashMain() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      connection.setAutoCommit(false);
      var context = Deliveries.aDelivery("crash", 1);
      var verdict = new TransactionalInbox().claim(connection, context);
      Deliveries.apply(connection, context);
      System.out.println("ready " + verdict);
      new CountDownLatch(1).await();
    }
  }
}
