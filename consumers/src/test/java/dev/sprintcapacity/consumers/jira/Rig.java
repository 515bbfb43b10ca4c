package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.consumers.jira.api.JiraClient;
import dev.sprintcapacity.consumers.jira.api.JiraLimits;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.consumers.jira.sync.DriftCheck;
import dev.sprintcapacity.consumers.jira.sync.DriftReport;
import dev.sprintcapacity.consumers.jira.sync.DriftWatch;
import dev.sprintcapacity.consumers.jira.sync.SprintSync;
import dev.sprintcapacity.settings.EnvironmentReader;
import dev.sprintcapacity.testkit.ManualClock;
import dev.sprintcapacity.testkit.TestConsumer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The consumer as it runs, with a Jira of its own: settings from an environment, real calls over
 * HTTP, a real database; only topics and time are the test's.
 */
final class Rig implements AutoCloseable {

  static final String TOKEN = "t0ken-0f-the-cl0ud";
  static final String HEADER = "Bearer " + TOKEN;

  /** Longer than any answer takes here, however busy the machine is. */
  private static final JiraLimits PATIENT =
      new JiraLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30));

  /** Short enough that a test may wait for a Jira that is silent. */
  private static final JiraLimits IMPATIENT =
      new JiraLimits(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(2));

  final StubJira jira = StubJira.start(HEADER);
  final ManualClock clock = new ManualClock();
  final JiraSettings settings;
  final TestConsumer consumer;
  final SprintSync sync;
  private final JiraClient client;
  private final JiraDatabase database;

  private Rig(JiraDatabase database, Map<String, String> more, JiraLimits limits) {
    this.database = database;
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "JIRA_URL",
                jira.url(),
                "JIRA_BOARD_ID",
                Long.toString(StubJira.BOARD),
                "JIRA_TOKEN",
                TOKEN,
                "JIRA_ALLOW_PRIVATE_ADDRESS",
                "true"));
    environment.putAll(more);
    EnvironmentReader reader = new EnvironmentReader(environment);
    settings = JiraSettings.read(reader);
    reader.refuseProblems();
    client = JiraConsumer.client(settings, limits, clock);
    sync =
        new SprintSync(database.dataSource(), client, settings.boardId(), settings.dryRun(), clock);
    consumer =
        TestConsumer.of(JiraConsumer.consumer(Map.of(), JiraConsumer.GROUP), clock, 6)
            .registerWith(sync::registerOn);
  }

  static Rig on(JiraDatabase database) {
    return new Rig(database, Map.of(), PATIENT);
  }

  /** Gives a silent Jira up after a second. */
  static Rig impatient(JiraDatabase database) {
    return new Rig(database, Map.of(), IMPATIENT);
  }

  static Rig with(JiraDatabase database, Map<String, String> more) {
    return new Rig(database, more, PATIENT);
  }

  /** The one sprint in Jira. */
  StubSprint theSprint() {
    if (jira.sprints().size() != 1) {
      throw new AssertionError("not one sprint in Jira, but " + jira.sprints());
    }
    return jira.sprints().getFirst();
  }

  DriftReport drift() throws SQLException {
    return driftCheck().run();
  }

  DriftWatch driftWatch() {
    return new DriftWatch(driftCheck());
  }

  private DriftCheck driftCheck() {
    return new DriftCheck(database.dataSource(), client, settings.boardId(), clock);
  }

  @Override
  public void close() {
    client.close();
    jira.close();
  }
}
