package dev.sprintcapacity.cli.reconcile;

import static dev.sprintcapacity.cli.SampleEvents.aSprintCreated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.cli.CommandRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How reconcile gets at both sides, and what it says where it does not. */
class ReconcileAccessTest {
  @TempDir private static Path folder;
  private static BothSides sides;

  @BeforeAll
  static void startBothSides() {
    sides = BothSides.start(folder);
  }

  @AfterAll
  static void stopBothSides() {
    sides.close();
  }

  @BeforeEach
  void renew() {
    sides.renew();
    sides.insert(aSprintCreated("s"));
    sides.publish(aSprintCreated("s"));
  }

  @AfterEach
  void removeTopics() {
    sides.removeTopics();
  }

  @Test
  void without_a_database_url_the_database_of_up_is_found_by_its_data_folder() {
    sides.useOwnDatabase();
    sides.insert(aSprintCreated("s"));

    CommandRun run =
        run(Map.of("SPRINTCAP_DATA", folder.toString()), "--bootstrap-servers", servers());

    assertThat(run.awaitExit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("CLEAN: ").contains("1 rows, 1 records");
    assertThat(run.err()).doesNotContain(sides.password());
  }

  @Test
  void a_user_who_may_only_read_both_tables_is_enough_and_another_is_told_what_is_missing() {
    sides.execute("create role reader login password 'reading'");
    String url = sides.url().replaceFirst("//.*@", "//reader:reading@");
    CommandRun refused = run(Map.of(), "--database", url, "--bootstrap-servers", servers());
    sides.execute("grant select on event, event_log_identity to reader");
    CommandRun allowed = run(Map.of(), "--database", url, "--bootstrap-servers", servers());

    assertThat(refused.awaitExit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("grant select on event and event_log_identity to this user")
        .doesNotContain("reading@", ":reading");
    assertThat(allowed.awaitExit()).as(allowed.err()).isZero();
  }

  @Test
  void a_side_that_does_not_answer_is_no_verdict() {
    CommandRun database = run(Map.of("DATABASE_URL", "postgres://u:secret@localhost:1/d"));
    CommandRun kafka = run(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"));
    CommandRun tables =
        run(Map.of("DATABASE_URL", sides.url().replaceFirst("/[^/]*$", "/postgres")));

    assertThat(database.awaitExit()).isEqualTo(2);
    assertThat(database.err())
        .contains("cannot connect to PostgreSQL at postgresql://localhost:1/d as u")
        .doesNotContain("secret");
    assertThat(kafka.awaitExit()).isEqualTo(2);
    assertThat(kafka.err()).contains("no answer from Kafka at localhost:1");
    assertThat(tables.awaitExit()).isEqualTo(2);
    assertThat(tables.err()).contains("is this the service's database?");
    assertThat(database.out() + kafka.out() + tables.out()).isEmpty();
  }

  @Test
  void what_is_not_understood_ends_with_two() {
    assertRefused("'-1' is not 0 or more", "--max-differences=-1");
    assertRefused("'--database'", "--database=postgres://u:secret@");
    assertRefused("'kafka' does not say where Kafka is", "--bootstrap-servers=kafka");
    assertRefused("--setled", "--setled");
    assertRefused("surplus", "surplus");
  }

  @Test
  void a_client_key_of_the_environment_that_kafka_refuses_is_no_verdict() {
    CommandRun run = run(Map.of("KAFKA_SECURITY_PROTOCOL", "TELNET"));

    assertThat(run.awaitExit()).isEqualTo(2);
    assertThat(run.err()).contains("the settings of the Kafka client are not valid");
  }

  private static void assertRefused(String text, String... options) {
    CommandRun run = run(Map.of(), options);
    assertThat(run.awaitExit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("sprintcap: ").contains(text).doesNotContain("secret");
  }

  private static String servers() {
    return sides.broker().servers();
  }

  private static CommandRun run(Map<String, String> overrides, String... options) {
    Map<String, String> env = new HashMap<>(sides.environment());
    if (overrides.containsKey("SPRINTCAP_DATA")) {
      env.remove("DATABASE_URL");
    }
    env.putAll(overrides);
    String[] args = new String[options.length + 1];
    args[0] = "reconcile";
    System.arraycopy(options, 0, args, 1, options.length);
    CommandRun run = CommandRun.start(env, args);
    run.awaitExit();
    return run;
  }
}
