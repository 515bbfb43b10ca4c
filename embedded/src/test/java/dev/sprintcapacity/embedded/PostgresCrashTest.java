package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCrashTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Uses its processor without ever looking whether its server still lives. */
  private static final String BUSY_QUERY =
      "select sum(length(repeat('x', (i % 1000)::int))) from generate_series(1, 1e9) as i";

  @TempDir static Path folder;

  @AfterEach
  void nothing_is_left_running() {
    assertThat(processes()).isEmpty();
  }

  @Test
  void starts_again_on_the_same_port_each_time_its_server_is_killed() throws SQLException {
    try (EmbeddedPostgres postgres = started()) {
      Sql.execute(postgres.jdbcUrl(), "create table numbers (number int)");
      int port = postgres.port();
      for (int kill = 1; kill <= 5; kill++) {
        Sql.execute(postgres.jdbcUrl(), "insert into numbers values (" + kill + ")");
        long pid = postgres.pid();

        kill(pid);

        await().atMost(LIMIT).until(() -> postgres.isAlive() && postgres.pid() != pid);
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(Sql.query(postgres.jdbcUrl(), "select max(number) from numbers"))
            .isEqualTo(Integer.toString(kill));
      }
    }
  }

  @Test
  void leaves_nothing_running_when_it_is_closed_while_it_starts_again() {
    for (int round = 1; round <= 5; round++) {
      try (EmbeddedPostgres postgres = started()) {
        kill(postgres.pid());
      }
      assertThat(processes()).isEmpty();
    }
  }

  @Test
  void goes_on_when_the_process_of_one_session_is_killed() throws SQLException {
    try (EmbeddedPostgres postgres = started();
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      long server = postgres.pid();
      kill(Long.parseLong(Sql.query(statement, "select pg_backend_pid()")));

      await().atMost(LIMIT).until(() -> isServing(postgres));
      assertThat(postgres.pid()).isEqualTo(server);
    }
  }

  @Test
  void starts_again_although_a_query_of_the_killed_server_never_ends()
      throws SQLException, IOException {
    try (EmbeddedPostgres postgres = started();
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl())) {
      Thread.ofVirtual().start(() -> runBusyQuery(connection));
      await()
          .atMost(LIMIT)
          .until(() ->
              "1"
                  .equals(
                      Sql.query(
                          postgres.jdbcUrl(),
                          "select count(*) from pg_stat_activity"
                              + " where query like '%repeat%' and pid <> pg_backend_pid()")));
      long pid = postgres.pid();

      kill(pid);

      await().atMost(LIMIT).until(() -> postgres.isAlive() && postgres.pid() != pid);
      assertThat(Sql.query(postgres.jdbcUrl(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void stops_the_server_that_a_killed_owner_left_behind_and_keeps_its_data()
      throws IOException, SQLException, InterruptedException {
    long orphan;
    try (ChildJvm owner = ChildJvm.start(PostgresOwnerMain.class, folder.toString())) {
      List<String> ready = owner.awaitReady();
      orphan = Long.parseLong(ready.get(0));
      Sql.execute(ready.get(1), "create table note (text text)");
      Sql.execute(ready.get(1), "insert into note values ('committed')");
      try (EmbeddedPostgres second = new EmbeddedPostgres(folder, 0)) {
        assertThatExceptionOfType(EmbeddedServerException.class)
            .isThrownBy(second::start)
            .withMessageContaining("in use by the process with pid");
      }
      owner.kill();
      assertThat(processes()).contains(orphan);
    }
    Path log = folder.resolve("postgres.log");
    Files.delete(log);

    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.pid()).isNotEqualTo(orphan);
      assertThat(processes()).doesNotContain(orphan);
      assertThat(log).content().doesNotContain("not properly shut down");
      assertThat(Sql.query(postgres.jdbcUrl(), "select text from note")).isEqualTo("committed");
    }
  }

  @Test
  void recovers_when_owner_and_server_were_killed_together()
      throws IOException, SQLException, InterruptedException {
    try (ChildJvm owner = ChildJvm.start(PostgresOwnerMain.class, folder.toString())) {
      List<String> ready = owner.awaitReady();
      Sql.execute(ready.get(1), "create table last_words (text text)");
      owner.kill();
      Sql.execute(ready.get(1), "insert into last_words values ('committed')");
      kill(Long.parseLong(ready.get(0)));
    }

    try (EmbeddedPostgres postgres = started()) {
      assertThat(Sql.query(postgres.jdbcUrl(), "select text from last_words"))
          .isEqualTo("committed");
    }
  }

  @Test
  void is_not_misled_by_a_process_that_got_the_number_of_the_dead_server() throws IOException {
    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.isAlive()).isTrue();
    }
    Path file = folder.resolve(PostgresCluster.FOLDER).resolve(PostmasterFile.NAME);
    Files.writeString(
        file,
        ProcessHandle.current().pid()
            + "\n"
            + folder.toRealPath().resolve(PostgresCluster.FOLDER)
            + "\n1795489030\n54999\n\n127.0.0.1\n  2163528        21\nready   \n");

    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  @Test
  void starts_although_a_power_failure_left_an_empty_server_file() throws IOException {
    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.isAlive()).isTrue();
    }
    Files.createFile(folder.resolve(PostgresCluster.FOLDER).resolve(PostmasterFile.NAME));

    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  private static boolean isServing(EmbeddedPostgres postgres) {
    try {
      return Sql.query(postgres.jdbcUrl(), "select 1").equals("1");
    } catch (SQLException notYet) {
      return false;
    }
  }

  private EmbeddedPostgres started() {
    EmbeddedPostgres postgres = new EmbeddedPostgres(folder, 0);
    postgres.start();
    return postgres;
  }

  private static void runBusyQuery(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(BUSY_QUERY);
    } catch (SQLException killed) {
      assertThat(killed.getSQLState()).isNotBlank();
    }
  }

  private static List<Long> processes() {
    try {
      return new PostgresOrphans(folder.toRealPath().resolve(PostgresCluster.FOLDER))
          .processes().stream().map(ProcessHandle::pid).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }
}
