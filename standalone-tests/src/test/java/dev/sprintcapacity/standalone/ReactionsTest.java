package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumers.email.mailbox.Mailbox;
import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows in every other system when a sprint is planned, with everything in one process. */
class ReactionsTest {

  private static final Logger log = LoggerFactory.getLogger(ReactionsTest.class);

  /** A second is meant; a machine that runs a build has other worries. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TEAM =
      """
      [{"name": "Alice Johnson", "role": "Developer", "email": "alice@example.com"},
       {"name": "Bob Smith", "role": "Tester", "email": "bob@example.com"}]\
      """;

  @TempDir private Path folder;

  @Test
  void a_sprint_with_two_members_is_two_mails_figures_and_a_sprint_in_jira() throws IOException {
    try (JiraAnswers jira = new JiraAnswers();
        Standalone standalone = started(jira.environment());
        ApiClient api = new ApiClient(standalone.httpPort())) {
      Mailbox mailbox = new Mailbox(folder.resolve("mail"));
      assertThat(standalone.greeting())
          .contains("consumers  email, analytics, jira")
          .contains("http://localhost:%d/mailbox".formatted(standalone.httpPort()));
      // the second one finds everything loaded and in its group
      String first = api.createSprint("25-01", TEAM);
      long begin = System.nanoTime();
      within(begin, "mails of the first sprint", () -> mailbox.newest(10).size() == 2);
      within(begin, "first sprint in Jira", () -> jira.made().count() == 1);
      within(begin, "figures of the first sprint", () -> hasFigures(api, first));

      begin = System.nanoTime();
      String id = api.createSprint("25-02", TEAM);

      within(begin, "mails", () -> mailbox.newest(10).size() == 4);
      within(begin, "sprint in Jira", () -> jira.made().count() == 2);
      within(begin, "figures", () -> hasFigures(api, id));
      assertThat(mailbox.newest(2))
          .flatExtracting(StoredMail::to)
          .containsExactlyInAnyOrder("alice@example.com", "bob@example.com");
      assertThat(mailbox.newest(2)).allMatch(mail -> mail.subject().contains("25-02"));
      assertThat(jira.made().filter(body -> body.contains("Sprint 25-02"))).hasSize(1);
      assertThat(api.get("/metrics"))
          .contains("sprintcap_consumer_ready{group=\"email-sender\"}")
          .contains("sprintcap_consumer_ready{group=\"analytics-processor\"}")
          .contains("sprintcap_consumer_ready{group=\"sync-service\"}");
    }
  }

  @Test
  void without_kafka_no_consumer_runs_and_the_greeting_says_so() {
    try (Standalone standalone = started(Map.of("SPRINTCAP_KAFKA_ENABLED", "false"))) {
      assertThat(standalone.greeting()).contains("consumers  none: Kafka is disabled");
      assertThat(folder.resolve("mail")).doesNotExist();
    }
  }

  private static boolean hasFigures(ApiClient api, String id) {
    String figures = api.get("/v1/analytics/sprints");
    return figures.contains(id) && figures.contains("\"teamSize\":2");
  }

  /** Waits, and says how long it took at most: one after the other is looked at. */
  private static void within(long beginNanos, String what, BooleanSupplier arrived) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(arrived::getAsBoolean);
    log.info("{} within {} ms", what, (System.nanoTime() - beginNanos) / 1_000_000);
  }

  private Standalone started(Map<String, String> more) {
    Standalone standalone =
        new Standalone(TestEnvironment.onFreePorts(folder, new HashMap<>(more)));
    standalone.start();
    return standalone;
  }
}
