package dev.sprintcapacity.chaos.effects;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.load.EventTopics;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.Closing;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.PostgresUntilExit;
import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Supervisor;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * PostgreSQL, a broker, a mail server, a board, processes of consumers, and events. Processes that
 * end are started again.
 */
final class EffectsStage implements AutoCloseable {
  private static final int PARTITIONS = 6;

  /** A member that was killed is missed after this; with Kafka's 45 s a campaign would be a day. */
  private static final Duration SESSION = Duration.ofSeconds(4);

  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  /** Processes start, and others want the machine too. */
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);

  private final EffectsPlan plan;
  private final EmbeddedPostgres postgres;
  private final Broker broker;
  private final MailServer mails;
  private final JiraBoard board;
  private final EffectTables tables;
  private final List<ConsumerProcess> processes = new ArrayList<>();
  private final SprintLoad load;
  private final Supervisor supervisor;
  private final long beginNanos = System.nanoTime();

  private EffectsStage(
      EffectsPlan plan, EmbeddedPostgres postgres, MailServer mails, JiraBoard board) {
    this.plan = plan;
    this.postgres = postgres;
    this.mails = mails;
    this.board = board;
    this.tables = new EffectTables(postgres.jdbcUrl());
    this.broker =
        new Broker(
            plan.folder(),
            JavaCommand.SMALL_JVM,
            Map.of(
                "group.min.session.timeout.ms", "1000", "group.initial.rebalance.delay.ms", "0"));
    for (EffectKind kind : plan.consumers()) {
      for (int i = 1; i <= plan.instances(); i++) {
        processes.add(new ConsumerProcess(kind, i, environment(), plan.folder()));
      }
    }
    this.load =
        new SprintLoad(
            broker.bootstrapServers(), plan.eventsPerSecond(), plan.seed(), this::behind);
    this.supervisor = new Supervisor(processes.stream().map(ConsumerProcess::child).toList());
  }

  /**
   * Starts everything, and returns when all consumers have started.
   *
   * @throws ChaosException where something does not come up; nothing is left running then
   */
  static EffectsStage start(EffectsPlan plan) {
    try {
      Files.createDirectories(plan.folder());
    } catch (IOException e) {
      throw new ChaosException("cannot create " + plan.folder(), e);
    }
    EmbeddedPostgres postgres = PostgresUntilExit.start(plan.folder().resolve("postgres"));
    EffectsStage stage = new EffectsStage(plan, postgres, MailServer.start(), JiraBoard.start());
    try {
      stage.start();
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void start() {
    say("seed %d, everything in %s".formatted(plan.seed(), plan.folder()));
    broker.start();
    broker.awaitReady();
    EventTopics.create(broker.bootstrapServers(), PARTITIONS);
    supervisor.start();
    awaitConsuming();
    say("all consumers have started");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", postgres.jdbcUrl());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("KAFKA_SESSION_TIMEOUT_MS", Long.toString(SESSION.toMillis()));
    environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", Long.toString(HEARTBEAT.toMillis()));
    environment.put("SPRINTCAP_DATA", plan.folder().resolve("consumers").toString());
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", Integer.toString(mails.port()));
    environment.put("SMTP_SECURITY", "none");
    environment.put("SMTP_FROM", "sprints@example.com");
    environment.put("JIRA_URL", board.url());
    environment.put("JIRA_BOARD_ID", Integer.toString(JiraBoard.BOARD));
    environment.put("JIRA_TOKEN", "of-the-chaos-board");
    environment.put("JIRA_ALLOW_PRIVATE_ADDRESS", "true");
    return environment;
  }

  SprintLoad load() {
    return load;
  }

  List<ConsumerProcess> processes() {
    return processes;
  }

  /** Returns when all processes consume. */
  void awaitConsuming() {
    Await.until(
        "all consumers have started",
        READY_LIMIT,
        () -> processes.stream().allMatch(ConsumerProcess::consumes),
        this::describe);
  }

  /** Effects of one consumer so far: more of them are more work done, nothing else. */
  long effects(EffectKind kind) {
    return switch (kind) {
      case EMAIL -> tables.mailsDone();
      case ANALYTICS -> tables.analyticsEvents();
      case JIRA -> board.changes();
    };
  }

  /** Compares what one consumer has done with what it had to do. */
  KindVerdict verdict(EffectKind kind) {
    return switch (kind) {
      case EMAIL -> MailCheck.check(load.sprints(), tables.mails(), mails.messageIds());
      case ANALYTICS -> AnalyticsCheck.check(load.sprints(), tables.figures());
      case JIRA -> JiraCheck.check(load.sprints(), board.created(), board.states());
    };
  }

  private long behind() {
    long published = load.count();
    long behind = 0;
    if (plan.consumers().contains(EffectKind.ANALYTICS)) {
      behind = Math.max(behind, published - tables.analyticsEvents());
    }
    if (plan.consumers().contains(EffectKind.EMAIL)) {
      behind = Math.max(behind, tables.mailsOpen());
      behind = Math.max(behind, published - tables.mailEvents());
    }
    return behind;
  }

  /** How often a process ended although nobody killed it or asked it to end. */
  int unaskedEnds() {
    return supervisor.unaskedEnds();
  }

  /** How everything stands, for people. */
  String describe() {
    return "%d events; %s"
        .formatted(
            load.count(),
            plan.consumers().stream()
                .map(kind -> "%d effects of %s".formatted(effectsOrNone(kind), kind.word()))
                .collect(Collectors.joining(", ")));
  }

  /** Before a consumer's first start its tables are not there. */
  private long effectsOrNone(EffectKind kind) {
    try {
      return effects(kind);
    } catch (ChaosException notYetThere) {
      return 0;
    }
  }

  /** Tells people. */
  void say(String line) {
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    plan.progress().accept("chaos effects %6.1f s: %s".formatted(seconds, line));
  }

  @Override
  public void close() {
    List<AutoCloseable> parts = new ArrayList<>(List.of(supervisor, load));
    parts.addAll(processes);
    parts.addAll(List.of(broker, mails, board, postgres));
    Closing.all(parts);
  }
}
