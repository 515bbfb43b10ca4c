package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.Health;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.Lifecycle;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.consumers.jira.address.HostNames;
import dev.sprintcapacity.consumers.jira.api.JiraClient;
import dev.sprintcapacity.consumers.jira.api.JiraLimits;
import dev.sprintcapacity.consumers.jira.sync.DriftCheck;
import dev.sprintcapacity.consumers.jira.sync.DriftReport;
import dev.sprintcapacity.consumers.jira.sync.DriftWatch;
import dev.sprintcapacity.consumers.jira.sync.SprintSync;
import dev.sprintcapacity.consumers.jira.sync.SyncCounts;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the sprints of a Jira board like those planned here: makes, renames, moves, starts,
 * completes and deletes them, each once. Reads {@code sprint.lifecycle} alone, because nothing of a
 * team shows in Jira's sprints. Instances share the sprints; what they know of Jira is in schema
 * {@code jira}.
 *
 * <p>A dry run has a group of its own: what it only talks about is still to be done when it is
 * over.
 */
public final class JiraConsumer implements SprintConsumer {

  /** The consumer group, fixed: another one would read everything again. */
  public static final String GROUP = "sync-service";

  /** The consumer group of dry runs. */
  public static final String DRY_RUN_GROUP = GROUP + "-dry-run";

  private static final String NAME = "jira";

  /** Each handler holds a connection while it calls Jira; one is left for drift checks. */
  private static final int HANDLERS_AT_ONCE = ConsumerDatabase.CONNECTIONS - 1;

  /** About a day of a Jira that is away, or of a token that nobody mends. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          300, Duration.ofMillis(500), 2, Duration.ofMinutes(5), 0.2, AfterLastAttempt.DEAD_LETTER);

  private final JiraSettings settings;
  private final DatabaseAddress address;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Lifecycle<Parts> lifecycle = new Lifecycle<>("Jira");

  /** What exists from start to close. */
  private record Parts(
      ConsumerDatabase database,
      JiraClient jira,
      SprintSync sync,
      KafkaEventConsumer consumer,
      DriftCheck check,
      DriftWatch watch) {}

  /**
   * Only remembers; nothing happens before {@link #start()}.
   *
   * @param settings which board, with Jira on
   * @param address of the database whose schema {@code jira} it uses
   * @param environment with the {@code KAFKA_*} variables
   * @param clock for pauses that Jira asks for
   */
  public JiraConsumer(
      JiraSettings settings,
      DatabaseAddress address,
      Map<String, String> environment,
      Clock clock) {
    this.settings = settings;
    this.address = address;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String group() {
    return settings.dryRun() ? DRY_RUN_GROUP : GROUP;
  }

  @Override
  public void start() {
    lifecycle.start(this::startedParts);
  }

  private Parts startedParts() {
    ConsumerDatabase database = ConsumerDatabase.open(address, NAME);
    Parts made = null;
    try {
      made = parts(database);
      made.sync().registerOn(made.consumer());
      made.consumer().start();
      made.watch().start();
      return made;
    } catch (RuntimeException failure) {
      if (made == null) {
        database.close();
      } else {
        close(made, CLOSE_LIMIT);
      }
      throw failure;
    }
  }

  private Parts parts(ConsumerDatabase database) {
    KafkaEventConsumer consumer = consumer(environment, group()).build();
    JiraClient jira = client(settings, JiraLimits.DEFAULT, clock);
    SprintSync sync =
        new SprintSync(database.dataSource(), jira, settings.boardId(), settings.dryRun(), clock);
    DriftCheck check = new DriftCheck(database.dataSource(), jira, settings.boardId(), clock);
    return new Parts(database, jira, sync, consumer, check, new DriftWatch(check));
  }

  /** A client by the settings. */
  static JiraClient client(JiraSettings settings, JiraLimits limits, Clock clock) {
    return JiraClient.open(
        settings
            .address()
            .orElseThrow(
                () -> new ConsumersException("Jira is off: set JIRA_URL to have it started")),
        HostNames.SYSTEM,
        settings.credentials(),
        limits,
        clock);
  }

  /** The consumer's settings: those of the environment, and what is fixed on top. */
  static ConsumerBuilder consumer(Map<String, String> environment, String group) {
    return KafkaEventConsumer.fromEnvironment(environment)
        .topics(Topic.SPRINT_LIFECYCLE.topicName())
        .groupId(group)
        .autoOffsetReset("earliest")
        .maxConcurrency(HANDLERS_AT_ONCE)
        .inlineUpTo(Duration.ZERO)
        .retry(RETRY);
  }

  /** As the SDK says; unhealthy, with what to do, while Jira lets nobody in. */
  @Override
  public ConsumerReport report() {
    return lifecycle
        .running()
        .map(JiraConsumer::report)
        .orElseGet(() -> Lifecycle.notRunning(group(), clock.instant()));
  }

  private static ConsumerReport report(Parts running) {
    ConsumerReport report = running.consumer().report();
    return running.sync().closedDoor().map(reason -> withReason(report, reason)).orElse(report);
  }

  private static ConsumerReport withReason(ConsumerReport report, String reason) {
    List<String> reasons = new ArrayList<>();
    reasons.add(reason);
    reasons.addAll(report.health().reasons());
    return new ConsumerReport(
        report.snapshot(),
        report.at(),
        report.lagRecords(),
        report.age(),
        new Health.Unhealthy(reasons));
  }

  /** What this instance did in Jira since it started. */
  public SyncCounts counts() {
    return lifecycle.started().sync().counts();
  }

  /**
   * Compares the mapping with the board and changes nothing; takes a call for every 50 sprints. The
   * same is done every hour, see {@link #lastDrift()}.
   *
   * @throws ConsumersException where it was not started, or Jira or the database cannot be read
   */
  public DriftReport checkDrift() {
    try {
      return lifecycle.started().check().run();
    } catch (SQLException failure) {
      throw new ConsumersException(
          "The mapping could not be read: " + failure.getMessage(), failure);
    }
  }

  /**
   * What the last of the hourly checks found; empty before the first, 5 minutes after the start.
   */
  public Optional<DriftReport> lastDrift() {
    return lifecycle.started().watch().last();
  }

  @Override
  public void close(Duration limit) {
    lifecycle.close(parts -> close(parts, limit));
  }

  /** Nothing new comes in and calls may end, then the ways to Jira and the database go. */
  private static void close(Parts parts, Duration limit) {
    parts.watch().close();
    parts.consumer().close(limit);
    parts.jira().close();
    parts.database().close();
  }
}
