package dev.sprintcapacity.service.relay;

import static dev.sprintcapacity.service.relay.Refusals.awaitActive;
import static dev.sprintcapacity.service.relay.Refusals.awaitRefusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is not the one that was published from, however much it looks like it. */
class RestoredDatabaseTest {

  @RegisterExtension final RelayServers servers = new RelayServers();
  @RegisterExtension final LogLines log = new LogLines();

  @TempDir Path folder;

  /** What happens between the restore and the start of the relay. */
  enum Afterwards {
    NOTHING("is behind what was published"),
    OTHER_SPRINTS("does not hold the events that were published last"),
    THE_SAME_NUMBERS_AGAIN("does not hold the events that were published last");

    private final String found;

    Afterwards(String found) {
      this.found = found;
    }

    void happen(EventWriter writer) throws SQLException {
      for (int i = 0; i < 50; i++) {
        switch (this) {
          case NOTHING -> {
            // the relay starts at once
          }
          case OTHER_SPRINTS -> writer.append("b").commit();
          case THE_SAME_NUMBERS_AGAIN -> writer.append("a").commit();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Afterwards.class)
  void on_a_database_restored_from_a_backup_it_refuses(Afterwards afterwards)
      throws SQLException, IOException {
    Path backup = firstPublication();
    morePublications();
    Path restored = copy(backup, folder.resolve("restored"));

    try (EmbeddedPostgres postgres = started(restored)) {
      afterwards.happen(servers.writer());

      assertThat(refusalOn(postgres, 6))
          .contains(afterwards.found)
          .contains("restored from a backup");
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("ERROR") && line.contains(afterwards.found));
    }
  }

  @Test
  void numbers_given_again_after_a_restore_are_refused_even_where_the_cursor_was_set_back()
      throws SQLException, IOException, ExecutionException, InterruptedException {
    Path backup = firstPublication();
    String cursor = new String(servers.cursor().toJson(), UTF_8);
    morePublications();
    servers.putCursor(cursor);
    Path restored = copy(backup, folder.resolve("restored"));

    try (EmbeddedPostgres postgres = started(restored)) {
      EventWriter writer = servers.writer();
      for (int i = 0; i < 50; i++) {
        writer.append("a").commit();
      }

      assertThat(refusalOn(postgres, 6))
          .contains("another event in the place of " + servers.name() + "-a#")
          .contains("written to again");
    }
  }

  @Test
  void a_cursor_that_was_set_back_is_refused_as_it_would_repeat_events()
      throws SQLException, IOException, ExecutionException, InterruptedException {
    Path data = firstPublication();
    String cursor = new String(servers.cursor().toJson(), UTF_8);
    morePublications();
    servers.putCursor(cursor);

    try (EmbeddedPostgres postgres = started(data.resolveSibling("data"))) {
      assertThat(refusalOn(postgres, 6))
          .contains("events that the relay's cursor does not know")
          .contains(servers.name() + "-a#2");
    }
  }

  @Test
  void after_a_promotion_it_goes_on_with_an_alarm_and_the_replaced_primary_is_refused()
      throws SQLException, IOException {
    Path replaced = folder.resolve("replaced");
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(replaced, 0)) {
      postgres.start();
      servers.use(postgres);
      servers.writer().append("a").commit();
      publishAll(1);
      servers.writer().append("a").commit();
    }
    Path promoted = copy(replaced, folder.resolve("promoted"));
    Files.writeString(
        promoted.resolve("pgdata/postgresql.auto.conf"),
        "restore_command = 'false'\n",
        StandardOpenOption.APPEND);
    Files.createFile(promoted.resolve("pgdata/recovery.signal"));
    try (EmbeddedPostgres postgres = started(promoted)) {
      Relay relay = servers.relay();
      relay.start();
      assertThat(awaitActive(relay)).anyMatch(alarm -> alarm.contains("from timeline 1 to 2"));
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("ERROR") && line.contains("from timeline 1 to 2"));
      servers.reader().await(2);
      relay.close(RelayServers.CLOSE_LIMIT);
      assertThat(postgres.isAlive()).isTrue();
    }

    try (EmbeddedPostgres postgres = started(replaced)) {
      servers.writer().append("a").commit();

      assertThat(refusalOn(postgres, 2)).contains("on timeline 1").contains("from timeline 2");
    }
  }

  /** One event is published, then a backup made of the stopped server. */
  private Path firstPublication() throws SQLException, IOException {
    Path data = folder.resolve("data");
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(data, 0)) {
      postgres.start();
      servers.use(postgres);
      servers.writer().append("a").commit();
      publishAll(1);
    }
    return copy(data, folder.resolve("backup"));
  }

  /** Five more events of the same sprint are published after the backup. */
  private void morePublications() throws SQLException {
    try (EmbeddedPostgres postgres = started(folder.resolve("data"))) {
      EventWriter writer = servers.writer();
      for (int i = 0; i < 5; i++) {
        writer.append("a").commit();
      }
      publishAll(6);
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  private void publishAll(int count) {
    Relay relay = servers.relay();
    relay.start();
    servers.reader().await(count);
    relay.close(RelayServers.CLOSE_LIMIT);
  }

  /** Why a relay refuses this database; no more is published than was before. */
  private String refusalOn(EmbeddedPostgres postgres, int published) {
    Relay relay = servers.relay();
    relay.start();
    String refusal = awaitRefusal(relay);
    assertThat(postgres.isAlive()).isTrue();
    servers.reader().awaitExactly(published);
    relay.close(RelayServers.CLOSE_LIMIT);
    return refusal;
  }

  private EmbeddedPostgres started(Path data) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(data, 0);
    postgres.start();
    servers.reconnect(postgres);
    return postgres;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
