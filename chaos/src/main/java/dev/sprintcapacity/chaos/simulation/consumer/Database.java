package dev.sprintcapacity.chaos.simulation.consumer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database that effects go to: the inbox's two tables and the effects, with transactions, row
 * locks and read committed, as far as the statements of the inbox can tell. They are known by what
 * they say; anything else is refused.
 */
final class Database {
  private final World world;
  private final Set<String> marks = new HashSet<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final Map<String, Transaction> locks = new LinkedHashMap<>();

  Database(World world) {
    this.world = world;
  }

  /** The database as a member reaches it. */
  DataSource of(Life life) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            throw new UnsupportedOperationException(method.toString());
          }
          life.step(null, world.latency());
          if (world.strikes(world.plan.troubles().database() / 2)) {
            throw new SQLException("no connection for now");
          }
          return new Transaction(life).connection();
        });
  }

  /** A member's connections are gone: what it did not commit is rolled back. */
  void disconnected(Life life) {
    locks.values().removeIf(holder -> holder.life == life);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What a connection does until it is closed: one transaction after the other. */
  final class Transaction implements Handlers.Effects {
    private final Life life;
    private final Set<String> newMarks = new HashSet<>();
    private final Map<String, Long> newSequences = new HashMap<>();
    private final List<Runnable> effects = new ArrayList<>();
    private boolean autoCommit = true;

    Transaction(Life life) {
      this.life = life;
    }

    @Override
    public void add(Fact fact, boolean replay) {
      effects.add(() -> world.judge.effect(fact, replay));
    }

    private Connection connection() {
      return proxy(
          Connection.class,
          (proxy, method, arguments) -> {
            switch (method.getName()) {
              case "getAutoCommit" -> {
                return autoCommit;
              }
              case "setAutoCommit" -> autoCommit = (boolean) arguments[0];
              case "unwrap" -> {
                return this;
              }
              case "prepareStatement" -> {
                return new Statement(this, (String) arguments[0]).prepared();
              }
              case "commit" -> commit();
              case "rollback" -> {
                life.step(null, world.latency());
                end();
              }
              case "close" -> end();
              default -> throw new UnsupportedOperationException(method.toString());
            }
            return null;
          });
    }

    private void commit() throws SQLException {
      life.step("commits its transaction", world.latency());
      double trouble = world.plan.troubles().database();
      if (world.strikes(trouble / 2)) {
        end();
        throw new SQLException("the connection broke before the commit");
      }
      marks.addAll(newMarks);
      lastSequences.putAll(newSequences);
      effects.forEach(Runnable::run);
      end();
      life.step(null, world.latency());
      if (world.strikes(trouble / 2)) {
        throw new SQLException("the connection broke after the commit");
      }
    }

    private void end() {
      newMarks.clear();
      newSequences.clear();
      effects.clear();
      locks.values().removeIf(holder -> holder == this);
    }

    private void lock(String row) {
      for (Transaction holder = locks.get(row);
          holder != null && holder != this;
          holder = locks.get(row)) {
        life.step(null, world.millis(5, 200));
      }
      locks.put(row, this);
    }

    private boolean mark(String id) {
      lock(id);
      return !marks.contains(id) && newMarks.add(id);
    }

    private boolean raise(String key, long sequence) {
      lock(key);
      Long last = newSequences.getOrDefault(key, lastSequences.get(key));
      if (last != null && last >= sequence) {
        return false;
      }
      newSequences.put(key, sequence);
      return true;
    }
  }

  /** A prepared statement of the inbox. */
  private final class Statement {
    private final Transaction transaction;
    private final String sql;
    private final Object[] parameters = new Object[6];

    Statement(Transaction transaction, String sql) {
      this.transaction = transaction;
      this.sql = sql;
    }

    private PreparedStatement prepared() {
      return proxy(
          PreparedStatement.class,
          (proxy, method, arguments) -> {
            switch (method.getName()) {
              case "setString", "setLong", "setObject" ->
                  parameters[(int) arguments[0] - 1] = arguments[1];
              case "executeQuery" -> {
                transaction.life.step(null, world.latency());
                return row(answer());
              }
              case "executeUpdate" -> {
                transaction.life.step(null, world.latency());
                return transaction.mark(text(0) + text(1)) ? 1 : 0;
              }
              case "close" -> {}
              default -> throw new UnsupportedOperationException(method.toString());
            }
            return null;
          });
    }

    private Map<String, Boolean> answer() {
      if (sql.contains("as is_marked")) {
        return Map.of("is_marked", marks.contains(text(0) + text(1)));
      }
      boolean again = sql.contains("true as is_next");
      if (!again && !sql.contains("as is_next")) {
        throw new UnsupportedOperationException(sql);
      }
      boolean raised = transaction.raise(text(0) + text(1) + text(2), (long) parameters[3]);
      boolean first = (again || raised) && transaction.mark(text(4) + text(5));
      return Map.of("is_next", again || raised, "is_first", first);
    }

    private String text(int index) {
      return parameters[index] + "/";
    }
  }

  private static ResultSet row(Map<String, Boolean> columns) {
    return proxy(
        ResultSet.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "next" -> true;
              case "getBoolean" -> column(columns, (String) arguments[0]);
              case "close" -> null;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static @Nullable Boolean column(Map<String, Boolean> columns, String name) {
    return columns.get(name);
  }
}
