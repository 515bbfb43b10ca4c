package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.postgres.PostgresException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EventHistoryTest {

  @RegisterExtension final LogServer server = new LogServer();

  private EventHistory history;

  @BeforeEach
  void open() throws SQLException {
    LogDatabase database = server.database();
    history =
        new EventHistory(
            new DriverManagerDataSource(
                database.jdbcUrl(),
                String.valueOf(database.user()),
                String.valueOf(database.password())));
    try (LogWriter writer = new LogWriter(server.connect())) {
      for (int i = 0; i < 5; i++) {
        writer.append("a").append("b");
      }
      writer.commit();
    }
  }

  @Test
  void the_trail_of_a_sprint_is_read_in_pages() {
    assertThat(history.ofSprint("a", 0, 3))
        .extracting(StoredEvent::sequence)
        .containsExactly(1L, 2L, 3L);
    assertThat(history.ofSprint("a", 3, 3))
        .extracting(StoredEvent::sequence)
        .containsExactly(4L, 5L);
    assertThat(history.ofSprint("a", 5, 3)).isEmpty();
    assertThat(history.ofSprint("nobody", 0, 3)).isEmpty();
  }

  @Test
  void it_knows_how_many_events_there_are() {
    assertThat(history.count()).isEqualTo(10);
    assertThat(history.lastSequence("b")).isEqualTo(5);
    assertThat(history.lastSequence("nobody")).isZero();
  }

  @Test
  void a_page_is_bounded() {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> history.ofSprint("a", 0, 1_001))
        .withMessageContaining("1001");
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> history.ofSprint("a", 0, 0));
  }
}
