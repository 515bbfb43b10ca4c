package dev.sprintcapacity.consumers.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerDatabaseTest {

  private static final String TABLES =
      """
      select count(*) as tables
      from information_schema.tables
      where table_schema = 'kept_events' and table_name in ('kept_event', 'sprintcap_inbox')
      """;

  private static final int INSTANCES = 6;

  @TempDir private static Path folder;
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() {
    postgres = new EmbeddedPostgres(folder, 0);
    postgres.start();
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @Test
  void instances_that_start_at_once_make_the_schema_together() throws SQLException {
    List<CompletableFuture<ConsumerDatabase>> opening = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      opening.add(
          CompletableFuture.supplyAsync(
              () -> ConsumerDatabase.open(address(), "kept_events"), Thread::startVirtualThread));
    }
    List<ConsumerDatabase> all = opening.stream().map(CompletableFuture::join).toList();

    try (Connection connection = all.getFirst().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt("tables")).isEqualTo(2);
      assertThat(connection.getAutoCommit()).isTrue();
    }
    all.forEach(ConsumerDatabase::close);
  }

  @Test
  void a_schema_without_migrations_is_refused_by_its_name() {
    assertThatThrownBy(() -> ConsumerDatabase.open(address(), "nobodys"))
        .isInstanceOf(ConsumersException.class)
        .hasMessageContaining("nobodys")
        .hasMessageNotContaining(postgres.password());
  }

  private DatabaseAddress address() {
    return DatabaseUrl.parse(postgres.jdbcUrl());
  }
}
