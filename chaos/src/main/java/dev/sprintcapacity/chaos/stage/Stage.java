package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.history.EventTable;
import dev.sprintcapacity.chaos.history.HistoryFolder;
import dev.sprintcapacity.chaos.history.TopicReader;
import dev.sprintcapacity.chaos.history.WriteLog;
import dev.sprintcapacity.chaos.load.ApiLoad;
import dev.sprintcapacity.chaos.network.TcpProxy;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.Closing;
import dev.sprintcapacity.chaos.process.FreePort;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.PostgresUntilExit;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, brokers, instances of the service, clients that write, and a reader that was there
 * all the time. What ends is started again.
 */
public final class Stage implements AutoCloseable {
  /** The slowest way back: a broker's start and the take-over by a stand-by that gave up before. */
  private static final Duration PUBLISHED_LIMIT = Duration.ofSeconds(90);

  private static final Duration ACKNOWLEDGED_LIMIT = Duration.ofSeconds(60);

  private final StagePlan plan;
  private final HistoryFolder history;
  private final EmbeddedPostgres postgres;
  private final Brokers brokers;
  private final @Nullable Links links;
  private final Instances instances;
  private final WriteLog writes;
  private final ApiLoad load;
  private final TopicReader reader;
  private final Supervisor supervisor;
  private final long beginNanos = System.nanoTime();

  private Stage(StagePlan plan, EmbeddedPostgres postgres) {
    this.plan = plan;
    this.postgres = postgres;
    this.history = new HistoryFolder(plan.folder().resolve("history"));
    List<Integer> entrances =
        plan.links() ? Stream.generate(FreePort::any).limit(plan.brokers()).toList() : List.of();
    this.brokers = Brokers.of(plan.brokers(), plan.folder(), entrances);
    this.links =
        plan.links() ? new Links(TcpProxy.to(postgres.port()), brokers.behind(entrances)) : null;
    this.instances =
        new Instances(
            plan.instances(),
            plan.folder(),
            JavaCommand.SMALL_JVM,
            Map.of(
                "DATABASE_URL",
                links == null ? postgres.jdbcUrl() : throughProxy(postgres, links.database()),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "SPRINTCAP_TOPIC_REPLICATION",
                Integer.toString(brokers.replicas()),
                "SPRINTCAP_DATABASE_POOL_SIZE",
                Integer.toString(plan.poolSize())));
    this.writes = new WriteLog(history);
    this.load = new ApiLoad(instances.uris(), writes, plan.load(), plan.seed());
    this.reader = new TopicReader(bootstrapServers(), history.liveRecords());
    List<Child> children = new ArrayList<>(brokers.children().toList());
    instances.all().forEach(each -> children.add(each.child()));
    this.supervisor = new Supervisor(children);
  }

  /**
   * Starts everything but the load, and returns when events are published.
   *
   * @throws ChaosException where something does not come up; nothing is left running then
   */
  public static Stage start(StagePlan plan) {
    Path folder = plan.folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ChaosException("cannot create " + folder, e);
    }
    EmbeddedPostgres postgres = PostgresUntilExit.start(folder.resolve("postgres"));
    Stage stage = new Stage(plan, postgres);
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
    brokers.start();
    supervisor.start();
    instances.awaitLive();
    instances.awaitLeader();
    reader.start();
    say(instances.describe());
  }

  private static String throughProxy(EmbeddedPostgres postgres, TcpProxy proxy) {
    return postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
  }

  /** Where clients meet the brokers. */
  private String bootstrapServers() {
    return links == null
        ? brokers.bootstrapServers()
        : links.brokers().stream()
            .map(each -> "127.0.0.1:" + each.port())
            .collect(Collectors.joining(","));
  }

  /** What the stage was made of. */
  public StagePlan plan() {
    return plan;
  }

  /** The database server. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** The event table. */
  public EventTable table() {
    return new EventTable(postgres.jdbcUrl());
  }

  /** The broker, or all of them. */
  public Brokers brokers() {
    return brokers;
  }

  /** The connections that can be disturbed, where the plan asked for them. */
  public Optional<Links> links() {
    return Optional.ofNullable(links);
  }

  /** The instances of the service. */
  public Instances instances() {
    return instances;
  }

  /** The clients; not writing before they are started. */
  public ApiLoad load() {
    return load;
  }

  /** What clients were told. */
  public WriteLog writes() {
    return writes;
  }

  /** The reader that was there all the time. */
  public TopicReader reader() {
    return reader;
  }

  /** What is written down. */
  public HistoryFolder history() {
    return history;
  }

  /** How often a process ended although nobody killed it or asked it to end. */
  public int unaskedEnds() {
    return supervisor.unaskedEnds();
  }

  /** Returns when the reader has got an event of a change after this time. */
  public void awaitPublishedAfter(Instant time) {
    Await.until(
        "a change after %s is published".formatted(time),
        PUBLISHED_LIMIT,
        () -> reader.newestChange().isAfter(time),
        this::describe);
  }

  /** Returns when so many more writes are acknowledged than were at some time. */
  public void awaitAcknowledged(long before, long more) {
    Await.until(
        "%d more writes are acknowledged".formatted(more),
        ACKNOWLEDGED_LIMIT,
        () -> writes.acknowledged() >= before + more,
        this::describe);
  }

  /** How everything stands, for people. */
  public String describe() {
    return "%s; %s; PostgreSQL %s; %d acknowledged, %d refused, %d unknown; %d published, newest change %s"
        .formatted(
            instances.describe(),
            brokers.describe(),
            postgres.isAlive() ? "alive" : "away",
            writes.acknowledged(),
            writes.refused(),
            writes.unknown(),
            reader.count(),
            reader.newestChange());
  }

  /** Tells people. */
  public void say(String line) {
    double seconds = (System.nanoTime() - beginNanos) / 1e9;
    plan.progress().accept("chaos %6.1f s: %s".formatted(seconds, line));
  }

  @Override
  public void close() {
    List<AutoCloseable> parts =
        new ArrayList<>(List.of(supervisor, load, reader, writes, instances, brokers, postgres));
    if (links != null) {
      parts.add(links);
    }
    Closing.all(parts);
  }
}
