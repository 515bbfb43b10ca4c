package dev.sprintcapacity.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  /** One folder for most tests: creating a cluster costs more than all the rest. */
  @TempDir static Path folder;

  @TempDir Path other;

  @Test
  void is_durable_whatever_the_configuration_file_says() throws SQLException {
    try (EmbeddedPostgres postgres = started()) {
      Sql.execute(postgres.jdbcUrl(), "alter system set fsync = off");
      Sql.execute(postgres.jdbcUrl(), "alter system set synchronous_commit = off");
      Sql.execute(postgres.jdbcUrl(), "alter system set full_page_writes = off");
    }
    try (EmbeddedPostgres postgres = started()) {
      String url = postgres.jdbcUrl();
      assertThat(Sql.query(url, "show fsync")).isEqualTo("on");
      assertThat(Sql.query(url, "show synchronous_commit")).isEqualTo("on");
      assertThat(Sql.query(url, "show full_page_writes")).isEqualTo("on");
      assertThat(Sql.query(url, "show data_checksums")).isEqualTo("on");
      assertThat(Sql.query(url, "show wal_level")).isEqualTo("replica");
      assertThat(Sql.query(url, "show server_encoding")).isEqualTo("UTF8");
      assertThat(Sql.query(url, "show jit")).isEqualTo("off");
    }
  }

  @Test
  void keeps_its_data_and_password_from_one_start_to_the_next() throws SQLException {
    String password;
    try (EmbeddedPostgres postgres = started()) {
      password = postgres.password();
      Sql.execute(postgres.jdbcUrl(), "create table note (text text)");
      Sql.execute(postgres.jdbcUrl(), "insert into note values ('kept äöü')");
    }
    try (EmbeddedPostgres postgres = started()) {
      assertThat(Sql.query(postgres.jdbcUrl(), "select text from note")).isEqualTo("kept äöü");
      assertThat(postgres.password()).isEqualTo(password);
    }
  }

  @Test
  void lets_nobody_in_without_the_password_of_the_folder() throws IOException {
    try (EmbeddedPostgres postgres = started()) {
      String url = postgres.jdbcUrl().replaceAll("password=.*", "password=guess");

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(url).close())
          .withMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_server_that_somebody_runs_on_a_folder_is_found_by_others() throws SQLException {
    assertThat(EmbeddedPostgres.findRunning(other.resolve("nowhere"))).isEmpty();
    try (EmbeddedPostgres postgres = started()) {
      String url = EmbeddedPostgres.findRunning(folder).orElseThrow();

      assertThat(Sql.query(url, "select 'reached'")).isEqualTo("reached");
      assertThat(url).isEqualTo(postgres.jdbcUrl());
    }
    assertThat(EmbeddedPostgres.findRunning(folder)).isEmpty();
  }

  @Test
  void refuses_a_folder_that_has_a_living_owner_here() {
    try (EmbeddedPostgres owner = started();
        EmbeddedPostgres second = new EmbeddedPostgres(folder, 0)) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(second::start)
          .withMessageContaining(folder.toString())
          .withMessageContaining("in use by this process")
          .withMessageContaining("SPRINTCAP_DATA");
      assertThat(owner.isAlive()).isTrue();
    }
  }

  @Test
  void names_a_port_that_is_busy_and_leaves_the_folder_free() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder, other.getLocalPort())) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(postgres::start)
          .withMessageContaining("Port " + other.getLocalPort());
    }
    try (EmbeddedPostgres postgres = started()) {
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  @Test
  void begins_anew_after_a_first_start_that_was_cut_short() throws IOException {
    Files.createDirectories(other.resolve("pgdata.unfinished").resolve("base"));
    Files.writeString(other.resolve("password"), "of the start that was cut short");

    try (EmbeddedPostgres postgres = new EmbeddedPostgres(other, 0)) {
      postgres.start();
      assertThat(postgres.isAlive()).isTrue();
      assertThat(other.resolve("pgdata.unfinished")).doesNotExist();
    }
  }

  @Test
  void names_a_folder_made_by_another_version() throws IOException {
    Files.createDirectories(other.resolve("pgdata"));
    Files.writeString(other.resolve("pgdata").resolve("PG_VERSION"), "17\n");

    try (EmbeddedPostgres postgres = new EmbeddedPostgres(other, 0)) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(postgres::start)
          .withMessageContaining("PostgreSQL 17")
          .withMessageContaining("pg_upgrade");
    }
  }

  @Test
  void works_in_a_folder_with_an_odd_name_and_leaves_no_process() throws IOException {
    Path odd = other.resolve("it's a folder; ü");
    EmbeddedPostgres postgres = new EmbeddedPostgres(odd, 0);
    postgres.start();
    PostgresOrphans processes =
        new PostgresOrphans(odd.toRealPath().resolve(PostgresCluster.FOLDER));
    assertThat(processes.processes()).hasSizeGreaterThan(1);

    postgres.close();

    assertThat(processes.processes()).isEmpty();
    assertThat(postgres.isAlive()).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void is_out_of_reach_of_the_keys_that_stop_programs_at_a_terminal() throws IOException {
    try (EmbeddedPostgres postgres = started()) {
      assertThat(sessionOf(postgres.pid())).isNotEqualTo(sessionOf(ProcessHandle.current().pid()));
    }
  }

  /** The fourth word after the program's name in parentheses. */
  private static String sessionOf(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
  }

  private EmbeddedPostgres started() {
    EmbeddedPostgres postgres = new EmbeddedPostgres(folder, 0);
    postgres.start();
    return postgres;
  }
}
