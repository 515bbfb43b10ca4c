package dev.sprintcapacity.consumer.inbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sources of one given connection, which its users do not close. */
final class OneConnection {
  private OneConnection() {}

  static DataSource of(Connection connection) {
    return source(connection, false);
  }

  /** The first commit takes place, but its answer is lost. */
  static DataSource losingTheAnswerOfACommit(Connection connection) {
    return source(connection, true);
  }

  private static DataSource source(Connection connection, boolean losing) {
    boolean[] lost = {!losing};
    Connection kept =
        (Connection)
            Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  try {
                    Object result = method.invoke(connection, arguments);
                    if (method.getName().equals("commit") && !lost[0]) {
                      lost[0] = true;
                      throw new SQLException("the connection broke", "08006");
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                  }
                });
    return (DataSource)
        Proxy.newProxyInstance(
            OneConnection.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> kept);
  }
}
