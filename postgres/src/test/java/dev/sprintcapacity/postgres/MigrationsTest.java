package dev.sprintcapacity.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void an_empty_database_gets_every_table_even_where_several_instances_start_at_once() {
    PGSimpleDataSource fresh = freshDatabase("fresh_for_many");

    Together.inThreads(
        4,
        thread -> {
          Migrations.migrate(fresh);
          return thread;
        });

    assertThat(tables(fresh))
        .contains("event", "sprint", "person", "person_identity", "idempotency_key", "publication");
  }

  @Test
  void a_migrated_database_is_left_as_it_is() {
    Migrations.migrate(DATABASE.dataSource());

    assertThat(tables(DATABASE.unpooled())).contains("sprint");
  }

  @Test
  void a_database_in_which_a_migration_was_edited_is_refused() {
    PGSimpleDataSource fresh = freshDatabase("fresh_for_edit");
    Migrations.migrate(fresh);
    TestDatabase.execute(
        fresh, "update flyway_schema_history set checksum = 1 where version = '002'");

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> Migrations.migrate(fresh))
        .withMessageContaining("002");
  }

  @Test
  void a_database_that_can_not_be_reached_is_a_failure_of_ours() {
    PGSimpleDataSource nowhere = DATABASE.unpooled();
    nowhere.setDatabaseName("no_such_database");

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> Migrations.migrate(nowhere))
        .withMessageContaining("no_such_database");
  }

  @Test
  void people_with_psql_can_read_sprints() {
    assertThat(
            DATABASE
                .jdbc()
                .sql("select count(document ->> 'format') from sprint_readable")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static PGSimpleDataSource freshDatabase(String name) {
    TestDatabase.execute(DATABASE.dataSource(), "create database " + name);
    PGSimpleDataSource fresh = DATABASE.unpooled();
    fresh.setDatabaseName(name);
    return fresh;
  }

  private static List<String> tables(PGSimpleDataSource dataSource) {
    return JdbcClient.create(dataSource)
        .sql("select tablename from pg_tables where schemaname = 'public'")
        .query((row, _) -> row.getString("tablename"))
        .list();
  }
}
