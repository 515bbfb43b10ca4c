package dev.sprintcapacity.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseCheckTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ROLE = "checked_role";

  @BeforeAll
  static void createRole() {
    TestDatabase.execute(
        DATABASE.dataSource(), "create role " + ROLE + " login superuser password 'secret'");
  }

  @AfterAll
  static void dropRole() {
    TestDatabase.execute(DATABASE.dataSource(), "drop role " + ROLE);
  }

  @Test
  void a_database_as_it_comes_is_accepted_with_its_version() {
    DatabaseVerdict verdict = new DatabaseCheck(DATABASE.dataSource()).verdict();

    assertThat(verdict).isInstanceOf(DatabaseVerdict.Accepted.class);
    assertThat(((DatabaseVerdict.Accepted) verdict).serverVersion()).startsWith("18");
    assertThat(((DatabaseVerdict.Accepted) verdict).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "local", "remote_write"})
  void a_role_whose_commits_are_not_durable_is_refused_and_so_are_its_events(String value) {
    PGSimpleDataSource role = roleWith("synchronous_commit", value);

    assertThat(new DatabaseCheck(role).verdict())
        .isInstanceOfSatisfying(
            DatabaseVerdict.Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .singleElement()
                    .asString()
                    .contains("synchronous_commit", value, "alter role " + ROLE));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> TestDatabase.execute(role, INSERT_EVENT))
        .havingCause()
        .withMessageContaining("synchronous_commit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "remote_apply"})
  void a_role_whose_commits_are_durable_is_accepted_and_so_are_its_events(String value) {
    PGSimpleDataSource role = roleWith("synchronous_commit", value);

    assertThat(new DatabaseCheck(role).verdict()).isInstanceOf(DatabaseVerdict.Accepted.class);
    TestDatabase.execute(role, INSERT_EVENT);
  }

  private static final String INSERT_EVENT =
      """
      insert into event (sequence, occurred_at, event_id, sprint_id, type, topic, value)
      values (1, now(), gen_random_uuid(), 'sprint-' || gen_random_uuid(), 't', 't', '')
      """;

  @ParameterizedTest
  @CsvSource({
    "default_transaction_isolation, repeatable read",
    "default_transaction_read_only, on"
  })
  void a_role_with_another_setting_that_the_stores_rest_on_is_refused(String name, String value) {
    assertThat(new DatabaseCheck(roleWith(name, value)).verdict())
        .isInstanceOfSatisfying(
            DatabaseVerdict.Refused.class,
            refused ->
                assertThat(refused.reasons()).singleElement().asString().contains(name, value));
  }

  @Test
  void all_reasons_are_told_at_once() {
    DatabaseSettings settings =
        settings(
            14,
            true,
            Map.of(
                DatabaseSettings.SYNCHRONOUS_COMMIT, "off",
                DatabaseSettings.ISOLATION, "serializable",
                DatabaseSettings.ENCODING, "SQL_ASCII",
                DatabaseSettings.READ_ONLY, "on"));

    assertThat(((DatabaseVerdict.Refused) settings.verdict()).reasons())
        .hasSize(6)
        .anySatisfy(reason -> assertThat(reason).contains("15 or newer", "14.9"))
        .anySatisfy(reason -> assertThat(reason).contains("SQL_ASCII"))
        .anySatisfy(reason -> assertThat(reason).contains("stand-by"));
  }

  @Test
  void the_oldest_version_is_accepted() {
    assertThat(settings(15, false, Map.of()).verdict())
        .isInstanceOf(DatabaseVerdict.Accepted.class);
  }

  @Test
  void a_server_that_does_not_survive_a_crash_is_accepted_with_a_warning() {
    DatabaseVerdict verdict = settings(18, false, Map.of(DatabaseSettings.FSYNC, "off")).verdict();

    assertThat(((DatabaseVerdict.Accepted) verdict).warnings())
        .singleElement()
        .asString()
        .contains("fsync is off");
  }

  @Test
  void a_database_that_is_not_there_is_unavailable() {
    PGSimpleDataSource nowhere = DATABASE.unpooled();
    nowhere.setDatabaseName("no_such_database");

    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> new DatabaseCheck(nowhere).verdict())
        .withMessageContaining("no_such_database");
  }

  private static DatabaseSettings settings(
      int majorVersion, boolean standBy, Map<String, String> others) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                DatabaseSettings.SYNCHRONOUS_COMMIT, "on",
                DatabaseSettings.ISOLATION, "read committed",
                DatabaseSettings.ENCODING, "UTF8",
                DatabaseSettings.READ_ONLY, "off",
                DatabaseSettings.FSYNC, "on",
                DatabaseSettings.FULL_PAGE_WRITES, "on"));
    values.putAll(others);
    return new DatabaseSettings(ROLE, majorVersion + ".9", majorVersion, values, standBy);
  }

  private static PGSimpleDataSource roleWith(String setting, String value) {
    TestDatabase.execute(DATABASE.dataSource(), "alter role " + ROLE + " reset all");
    TestDatabase.execute(
        DATABASE.dataSource(), "alter role %s set %s = '%s'".formatted(ROLE, setting, value));
    PGSimpleDataSource role = DATABASE.unpooled();
    role.setUser(ROLE);
    role.setPassword("secret");
    return role;
  }
}
