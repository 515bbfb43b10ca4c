package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ends the process behind one session of the database. Half of the time the server is asked to,
 * which ends this session only. Half of the time the process is killed: then PostgreSQL trusts its
 * memory no longer, ends every session and recovers from its log.
 */
public final class KillBackend implements Fault {
  private static final String SESSIONS =
      """
      select pid from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
      order by pid
      """;

  private static final String TERMINATE =
      """
      select pg_terminate_backend(?) as terminated
      """;

  private static final int MOST_ATTEMPTS = 50;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RandomGenerator random;

  /** Chooses by this. */
  public KillBackend(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "kill-backend";
  }

  @Override
  public boolean isPossible(Stage stage) {
    return stage.postgres().isAlive() && takesSessions(stage.postgres().jdbcUrl());
  }

  @Override
  public Instant strike(Stage stage) {
    String url = stage.postgres().jdbcUrl();
    boolean inPeace = random.nextBoolean();
    boolean ended = false;
    try (Connection connection = DriverManager.getConnection(url)) {
      // sessions come and go: another one is there
      for (int attempt = 0; !ended && attempt < MOST_ATTEMPTS; attempt++) {
        List<Integer> sessions = sessions(connection);
        if (!sessions.isEmpty()) {
          int victim = sessions.get(random.nextInt(sessions.size()));
          ended = inPeace ? terminated(connection, victim) : killed(stage, victim);
        }
      }
    } catch (SQLException e) {
      // with a killed one our own session is ended too, maybe before it is closed
      if (!ended || inPeace) {
        throw new ChaosException("cannot end a session", e);
      }
    }
    if (!ended) {
      throw new ChaosException("there is no session to be ended");
    }
    Await.until("PostgreSQL takes sessions", LIMIT, () -> takesSessions(url), stage::describe);
    return Instant.now();
  }

  private static List<Integer> sessions(Connection connection) throws SQLException {
    List<Integer> sessions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SESSIONS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sessions.add(row.getInt("pid"));
      }
    }
    return sessions;
  }

  private static boolean terminated(Connection connection, int victim) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
      statement.setInt(1, victim);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean("terminated");
      }
    }
  }

  /** Nothing but a child of this server, whatever the number stands for by now. */
  private static boolean killed(Stage stage, int victim) {
    return ProcessHandle.of(victim)
        .filter(process ->
            process.parent().filter(parent -> parent.pid() == stage.postgres().pid()).isPresent())
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }

  private static boolean takesSessions(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }
}
