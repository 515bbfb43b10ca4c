package dev.sprintcapacity.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the database is, in all the forms that the service takes. */
class DatabaseLocationTest {
  @TempDir private Path folder;

  @Test
  void every_form_of_the_service_is_understood() {
    DatabaseAddress expected =
        new DatabaseAddress("jdbc:postgresql://db.example:5433/sprints", "planner", "p:w/@+ d");
    for (String url :
        List.of(
            "postgres://planner:p:w/@+%20d@db.example:5433/sprints",
            "postgresql://planner:p%3Aw%2F%40+%20d@db.example:5433/sprints",
            "jdbc:postgresql://db.example:5433/sprints?user=planner&password=p:w/@+%20d")) {
      assertThat(DatabaseUrl.parse(url)).as(url).isEqualTo(expected);
    }
    assertThat(DatabaseUrl.parse("postgres://a:1,[::1]:2/d?sslmode=require&connect_timeout=3"))
        .isEqualTo(
            new DatabaseAddress(
                "jdbc:postgresql://a:1,[::1]:2/d?sslmode=require&connectTimeout=3", null, null));
  }

  @Test
  void what_is_no_address_is_refused_without_showing_it() {
    for (String wrong :
        List.of(
            "mysql://u:secret@h/d",
            "postgres://u:secret@h",
            "postgres://u:secret@/d",
            "postgres://u:secret@h:0/d",
            "postgres://u:secret@h:65536/d",
            "postgres://u:secret%@h/d",
            "postgres://u:secret@h h/d")) {
      assertThatThrownBy(() -> of(Map.of("DATABASE_URL", wrong)))
          .as(wrong)
          .isInstanceOf(CliException.class)
          .hasMessageStartingWith("DATABASE_URL (not shown, it may hold a password): ")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void an_address_never_shows_its_password() {
    assertThat(DatabaseUrl.parse("postgres://u:secret@h:1/d?sslpassword=secret"))
        .hasToString("postgresql://h:1/d as u");
  }

  @Test
  void an_option_comes_before_the_environment_and_a_file_may_hold_the_address() throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "postgres://file/d\n");
    Map<String, String> env = Map.of("DATABASE_URL_FILE", file.toString());

    assertThat(of(env).jdbcUrl()).isEqualTo("jdbc:postgresql://file/d");
    assertThat(DatabaseLocation.of(env, "postgres://option/d", CliException::new).jdbcUrl())
        .isEqualTo("jdbc:postgresql://option/d");
    assertThatThrownBy(() ->
            of(Map.of("DATABASE_URL_FILE", file.toString(), "DATABASE_URL", "postgres://h/d")))
        .hasMessage("DATABASE_URL and DATABASE_URL_FILE are both set: keep one");
    assertThatThrownBy(() -> of(Map.of("DATABASE_URL_FILE", folder.resolve("no").toString())))
        .hasMessageContaining("expected a readable text file");
  }

  @Test
  void without_any_of_it_the_folder_of_up_is_named() {
    assertThatThrownBy(() -> of(Map.of("SPRINTCAP_DATA", folder.toString())))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("no sprintcap up runs on the folder " + folder)
        .hasMessageContainingAll("DATABASE_URL", "--database", "SPRINTCAP_DATA");
  }

  private static DatabaseAddress of(Map<String, String> env) {
    return DatabaseLocation.of(env, null, CliException::new);
  }
}
